import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../server/log/open.ts'

test('without a Redis the log lies in the data directory', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rendezvous-data-'))
  const log = await openLog({ dataDir })
  expect(existsSync(join(dataDir, 'log/data.mdb'))).toBe(true)
  await log.close()
  rmSync(dataDir, { recursive: true })
})

test('with a Redis nothing is put on disk, and a Redis that is away is no reason to', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rendezvous-data-'))
  const opening = openLog({ dataDir, redisUrl: 'redis://127.0.0.1:1' })
  await expect(opening).rejects.toThrow('expected a Redis at redis://127.0.0.1:1')
  expect(existsSync(join(dataDir, 'log'))).toBe(false)
  rmSync(dataDir, { recursive: true })
})
