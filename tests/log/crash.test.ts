// What LMDB's log keeps when the process is killed or the disk is full.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomOf } from '#night/random.ts'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import { after, allOf, keep, night } from './commits.ts'
import { bundledWriter, follow } from './process.ts'

const KILLS = 4

let writer: { readonly dir: string; readonly file: string }
let dir: string
beforeAll(async () => {
  writer = await bundledWriter()
})
afterAll(() => rm(writer.dir, { recursive: true }))
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rendezvous-log-'))
})
afterEach(() => rm(dir, { recursive: true }))

/** Reads the log as a new process would: in order, verified, without a lock in the way. */
async function numbersKept(): Promise<number[]> {
  const log = await openLmdbLog({ dir })
  const commits = await allOf(log.read(night('firstnight'), null))
  await log.close()
  return commits.map((commit) => commit.number)
}

const numbersSaid = (said: readonly string[]): number[] =>
  said.filter((line) => /^\d+$/.test(line)).map(Number)

describe('a process that is killed', () => {
  test('has kept every commit it called durable, each time', async () => {
    const seed = Date.now()
    const random = randomOf(seed)
    let total = 0
    for (let kill = 1; kill <= KILLS; kill++) {
      const running = follow(process.execPath, writer.file, dir)
      await running.saying(2 + random.below(400))
      await running.kill()
      const said = numbersSaid(running.said)
      const kept = await numbersKept()
      const lost = said.filter((number) => number > kept.length)
      expect(lost, `kill ${kill} of seed ${seed}: said, but not kept`).toEqual([])
      expect(said.length).toBeGreaterThan(0)
      expect(said[0], `kill ${kill} of seed ${seed}: went on where it was`).toBe(total + 1)
      total = kept.length
    }
  })

  test('leaves no lock behind, but a living one refuses a second', async () => {
    const running = follow(process.execPath, writer.file, dir)
    await running.saying(1)
    await expect(openLmdbLog({ dir })).rejects.toThrow(`held by process ${running.pid}`)
    await running.kill()
    expect((await numbersKept()).length).toBeGreaterThanOrEqual(numbersSaid(running.said).length)
  })
})

describe('a disk that takes no more', () => {
  test.skipIf(process.platform === 'win32')(
    'fails the write for good and loses nothing said',
    async () => {
      const limited = `ulimit -f 1000; exec "$0" "$@"`
      const running = follow('sh', '-c', limited, process.execPath, writer.file, dir)
      expect(await running.ended).toBe(0)
      const [failed, ...rest] = running.said.filter((line) => !/^\d+$/.test(line)).slice(1)
      expect(failed).toMatch(/^failed the log could not be written \(.+\)/)
      expect(rest).toEqual(['refused', 'closed'])
      const said = numbersSaid(running.said)
      expect(said.length).toBeGreaterThan(10)
      const kept = await numbersKept()
      expect(kept.length).toBeGreaterThanOrEqual(said.length)
      const log = await openLmdbLog({ dir })
      const commits = await allOf(log.read(night('firstnight'), null))
      await keep(log, [after(commits.at(-1) ?? null, 'room-again')])
      await log.close()
    },
  )
})
