import { Redis } from 'ioredis'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openKeys } from '../../server/keys.ts'
import { keep, after, night } from '../log/commits.ts'
import { bundledWriter, follow } from '../log/process.ts'
import { startRedis, type RunningRedis } from '../support/redis.ts'
import { fill, newStore, textsIn, tool, type Store } from './stores.ts'

let redis: RunningRedis
beforeAll(async () => {
  redis = await startRedis()
}, 300_000) // It may have to be installed first.
afterAll(() => redis.stop())

let folder: string
let file: string
const stores: Store[] = []
const storeIn = async (kind: string): Promise<Store> => {
  const store = await newStore(kind === 'Redis' ? redis.url : undefined)
  stores.push(store)
  return store
}
const empty = async (): Promise<void> => {
  const direct = new Redis(redis.url)
  await direct.flushall()
  direct.disconnect()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rendezvous-backup-'))
  file = join(folder, 'backup')
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.remove()
  await empty()
  await rm(folder, { recursive: true })
})

const keysOf = (store: Store) => readFile(join(store.data, 'keys.json'), 'utf8')
const modeOf = async (path: string) => (await stat(path)).mode & 0o777

describe.each([
  ['LMDB', 'LMDB'],
  ['LMDB', 'Redis'],
  ['Redis', 'LMDB'],
])('from %s to %s', (from, to) => {
  it('a backup brings back every commit as it was stored, and the keys', async () => {
    const store = await storeIn(from)
    await fill(store)
    const [texts, keys] = [await textsIn(store), await keysOf(store)]
    expect(await tool(['backup', file, ...store.args])).toEqual({
      code: 0,
      lines: [
        `nights: 2, commits: ${Object.values(texts).flat().length}; with the keys they are in ${file}`,
      ],
      complaints: [],
    })
    expect(await readdir(folder)).toEqual(['backup'])
    const other = await storeIn(to)
    const restored = await tool(['restore', file, '--json', ...other.args])
    expect(restored).toMatchObject({ code: 0, complaints: [] })
    expect(JSON.parse(restored.lines[0] ?? '')).toMatchObject({ nights: 2 })
    expect(await textsIn(other)).toEqual(texts)
    expect(await keysOf(other)).toBe(keys)
    expect((await tool(['verify', ...other.args])).code).toBe(0)
    for (const path of [file, join(other.data, 'keys.json')]) expect(await modeOf(path)).toBe(0o600)
  })
})

it('a backup is the same each time but for its instant, and takes the place of an older one', async () => {
  const store = await storeIn('LMDB')
  await fill(store)
  await writeFile(file, 'an older one', { mode: 0o644 })
  await tool(['backup', file, ...store.args])
  const commits = (text: string) => text.split('\n').slice(1, -2)
  const one = await readFile(file, 'utf8')
  await tool(['backup', file, ...store.args])
  expect(commits(await readFile(file, 'utf8'))).toEqual(commits(one))
  expect(await modeOf(file)).toBe(0o600)
})

it('a backup that cannot be made leaves the older one, and nothing else', async () => {
  const store = await storeIn('LMDB')
  await fill(store)
  await writeFile(file, 'an older one')
  await rm(join(store.data, 'keys.json'))
  const told = await tool(['backup', file, ...store.args])
  expect(told).toMatchObject({ code: 2, complaints: [expect.stringContaining('give its data directory')] }) // prettier-ignore
  expect(await readFile(file, 'utf8')).toBe('an older one')
  expect(await readdir(folder)).toEqual(['backup'])
  const nowhere = await tool(['backup', join(folder, 'no', 'such'), ...store.args])
  expect(nowhere.code).not.toBe(0)
})

describe('a backup while somebody writes', () => {
  let writer: { readonly dir: string; readonly file: string }
  beforeAll(async () => {
    writer = await bundledWriter()
  })
  afterAll(() => rm(writer.dir, { recursive: true }))

  it('restores to all that was durable when it began, and goes on from there', async () => {
    const store = await storeIn('LMDB')
    openKeys(store.data)
    const running = follow(process.execPath, writer.file, join(store.data, 'log'))
    const numbers = () => running.said.filter((line) => /^\d+$/.test(line)).length
    let last = 0
    for (const lines of [20, 400, 1500]) {
      await running.saying(lines)
      const durable = numbers()
      expect((await tool(['backup', file, ...store.args])).complaints).toEqual([])
      const other = await storeIn('LMDB')
      expect((await tool(['restore', file, ...other.args])).complaints).toEqual([])
      const texts = (await textsIn(other))['firstnight'] ?? []
      expect(texts.length).toBeGreaterThanOrEqual(durable)
      expect(texts.length).toBeGreaterThan(last)
      last = texts.length
      const [head] = texts.slice(-1).map((text) => JSON.parse(text))
      const log = await other.open()
      await keep(log, [after(head, 'after-the-restore')])
      await log.close()
    }
    await running.kill()
    expect((await textsIn(store))['firstnight']?.length).toBeGreaterThanOrEqual(last)
  })
})

describe('nothing is written', () => {
  let whole: string
  let lines: readonly string[]
  beforeEach(async () => {
    const store = await storeIn('LMDB')
    await fill(store)
    await tool(['backup', file, ...store.args])
    whole = await readFile(file, 'utf8')
    lines = whole.split('\n').slice(0, -1)
  })
  const joined = (some: readonly string[]) => some.map((line) => `${line}\n`).join('')
  const changes: readonly [string, () => string][] = [
    ['is empty', () => ''],
    ['is something else', () => 'a\nb\n'],
    ['is cut in a line', () => whole.slice(0, whole.length / 2)],
    ['is cut at a line', () => joined(lines.slice(0, 40))],
    ['has lost its last line', () => joined(lines.slice(0, -1))],
    ['has lost its last byte', () => whole.slice(0, -1)],
    ['has lost its newest commit', () => joined(lines.toSpliced(-2, 1))],
    ['has lost a commit', () => joined(lines.toSpliced(9, 1))],
    ['has a commit twice', () => joined(lines.toSpliced(9, 0, lines[9] ?? ''))],
    ['has two commits the other way round', () => joined(lines.toSpliced(9, 2, lines[10] ?? '', lines[9] ?? ''))], // prettier-ignore
    ['has another name in it', () => whole.replace('"Person 3"', '"Person X"')],
    ['has other keys', () => whole.replace(/(\\"owner\\": \\")(.)/, (_, before: string, first: string) => before + (first === 'x' ? 'y' : 'x'))], // prettier-ignore
    ['has another instant', () => whole.replace(/"at":"20../, '"at":"1999')],
    ['tells of more commits', () => whole.replace(/"commits":(\d+)/, '"commits":1$1')],
  ]

  it.each(changes)('of a backup that %s', async (_, change) => {
    expect(change()).not.toBe(whole)
    await writeFile(file, change())
    const other = await storeIn('LMDB')
    const { code, lines: said, complaints } = await tool(['restore', file, ...other.args])
    expect({ code, said }).toEqual({ code: 1, said: [] })
    expect(complaints).toEqual([
      expect.stringMatching(/^.+ is no whole backup, and nothing was written \(line \d+: .+\)$/s),
    ])
    expect(await readdir(other.data)).toEqual([])
  })

  it.each(['LMDB', 'Redis'])('where a store in %s holds nights already', async (kind) => {
    const other = await storeIn(kind)
    const log = await other.open()
    await keep(log, [after(null, 'there-before', night('another00001'))])
    await log.close()
    const before = await textsIn(other)
    const { code, complaints } = await tool(['restore', file, ...other.args])
    expect(code).toBe(1)
    expect(complaints).toEqual([
      expect.stringContaining('Expected an empty store, found one that holds nights (1)'),
    ])
    expect(await textsIn(other)).toEqual(before)
    expect(existsSync(join(other.data, 'keys.json'))).toBe(false)
  })

  it('where other keys are, and the same keys are no hindrance', async () => {
    const other = await storeIn('LMDB')
    openKeys(other.data)
    const keys = await keysOf(other)
    const { code, complaints } = await tool(['restore', file, ...other.args])
    expect(code).toBe(1)
    expect(complaints).toEqual([expect.stringContaining('found others: restore into another')])
    expect([await keysOf(other), existsSync(join(other.data, 'log'))]).toEqual([keys, false])
    const [own] = stores
    if (own) await writeFile(join(other.data, 'keys.json'), await keysOf(own))
    expect((await tool(['restore', file, ...other.args])).code).toBe(0)
  })

  it('while a server has the store', async () => {
    const other = await storeIn('LMDB')
    const held = await other.open()
    const { code, complaints } = await tool(['restore', file, ...other.args])
    expect([code, complaints]).toEqual([1, [expect.stringContaining('held by process')]])
    expect(await held.nights()).toEqual([])
    await held.close()
  })
})
