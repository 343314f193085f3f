import { Redis } from 'ioredis'
import { open } from 'lmdb'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { textOfCommit } from '#night/history.ts'
import { fold } from '#night/night.ts'
import { stateHash } from '#night/state-hash.ts'
import { sha256 } from '../../server/log/sha256.ts'
import { allOf } from '../log/commits.ts'
import { startRedis, type RunningRedis } from '../support/redis.ts'
import { evening, eveningCommits, fill, newStore, older, olderCommits, textsIn, tool, type Store } from './stores.ts' // prettier-ignore

let redis: RunningRedis
beforeAll(async () => {
  redis = await startRedis()
}, 300_000) // It may have to be installed first.
afterAll(() => redis.stop())

/** Behind the log's back. */
async function damage(store: Store, kind: string): Promise<void> {
  const broken = (text: string) => text.replace('Paris P2P #12', 'Paris P2P #13')
  const key = `rendezvous:night:${evening}:commits`
  if (kind === 'Redis') {
    const direct = new Redis(redis.url)
    const entries = await direct.xrange(key, '-', '+')
    await direct.del(key)
    for (const [id, [field = '', text = '']] of entries)
      await direct.xadd(key, id, field, broken(text))
    direct.disconnect()
    return
  }
  const root = open({ path: join(store.data, 'log'), overlappingSync: false })
  const commits = root.openDB<string, [string, number]>({ name: 'commits', encoding: 'string' })
  await commits.put([evening, 1], broken(commits.get([evening, 1]) ?? ''))
  await root.close()
}

describe.each(['LMDB', 'Redis'])('a store in %s', (kind) => {
  let store: Store
  beforeEach(async () => {
    store = await newStore(kind === 'Redis' ? redis.url : undefined)
    await fill(store)
  })
  afterEach(async () => {
    const direct = new Redis(redis.url)
    await direct.flushall()
    direct.disconnect()
    await store.remove()
  })
  const ask = (...args: string[]) => tool([...args, ...store.args])

  it('is verified, one line a night', async () => {
    const [a, b] = [eveningCommits().at(-1), olderCommits().at(-1)]
    expect(await ask('verify')).toEqual({
      code: 0,
      lines: [
        `${evening}  ${a?.number}  ${a?.id}  Paris P2P #12`,
        `${older}  ${b?.number}  ${b?.id}  `,
      ],
      complaints: [],
    })
    expect((await ask('verify', older)).lines).toHaveLength(1)
    const [line = ''] = (await ask('verify', evening, '--json')).lines
    expect(JSON.parse(line)).toMatchObject({ night: evening, title: 'Paris P2P #12', damage: null })
  })

  it('says where a chain is damaged, and goes on with the other nights', async () => {
    await damage(store, kind)
    const { code, lines, complaints } = await ask('verify')
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringContaining(older)])
    expect(complaints).toEqual([
      expect.stringMatching(
        new RegExp(`^log of night ${evening} is damaged at commit 1: .*Its first 0 commits are whole.$`), // prettier-ignore
      ),
    ])
    expect((await ask('verify', older)).code).toBe(0)
    for (const args of [
      ['dump', evening],
      ['hash', evening],
      ['backup', join(store.data, 'b')],
    ]) {
      const told = await ask(...args)
      expect([told.code, told.complaints[0]]).toEqual([1, expect.stringContaining('damaged at commit 1')]) // prettier-ignore
    }
  })

  it('is dumped as it is stored, oldest first', async () => {
    for (const [id, commits] of [
      [evening, eveningCommits()],
      [older, olderCommits()],
    ] as const)
      expect(await ask('dump', id)).toEqual({
        ...{ code: 0, lines: commits.map(textOfCommit), complaints: [] },
      })
  })

  it('gives the hash of a night’s state', async () => {
    const log = await store.open()
    const commits = await allOf(log.read(evening, null))
    await log.close()
    const [head, hash] = [commits.at(-1), stateHash(fold(commits.flatMap((c) => c.events)), sha256)]
    const { lines } = await ask('hash', evening)
    expect(lines).toEqual([`${evening}  ${head?.id}  ${head?.number}  ${hash}`])
    const all = (await ask('hash', '--json')).lines.map((line) => JSON.parse(line))
    expect(all[0]).toEqual({ night: evening, head: head?.id, number: head?.number, hash })
    expect(all[1]).toMatchObject({ night: older })
  })

  it('is left as it was by all of this', async () => {
    const before = await textsIn(store)
    await ask('verify')
    await ask('hash')
    expect(await ask('dump', 'nonight00001')).toMatchObject({
      ...{ code: 2, complaints: [expect.stringContaining('There is no night nonight00001')] },
    })
    expect(await textsIn(store)).toEqual(before)
  })
})

it('is looked at while its server has it', async () => {
  const store = await newStore()
  await fill(store)
  const held = await store.open()
  expect((await tool(['verify', ...store.args])).code).toBe(0)
  await held.close()
  await store.remove()
})
