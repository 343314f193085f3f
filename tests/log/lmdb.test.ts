import { open } from 'lmdb'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import { logContract } from './contract.ts'

logContract('LMDB', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'rendezvous-log-'))
  return {
    open: () => openLmdbLog({ dir }),
    shared: false,
    lasting: true,
    damage: async ({ night, number }, change) => {
      const root = open({ path: dir, overlappingSync: false })
      const commits = root.openDB<string, [string, number]>({ name: 'commits', encoding: 'string' })
      const changed = change(commits.get([night, number]) ?? '')
      if (changed === null) await commits.remove([night, number])
      else await commits.put([night, number], changed)
      await root.close()
    },
    remove: () => rm(dir, { recursive: true }),
  }
})
