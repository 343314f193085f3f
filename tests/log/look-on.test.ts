// LMDB's log opened only to look on, while another process writes to it.
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { textOfCommit } from '#night/history.ts'
import { openLmdbLog } from '../../server/log/lmdb.ts'
import { after, allOf, chained, commitOf, keep, night } from './commits.ts'
import { bundledWriter, follow } from './process.ts'

const first = night('firstnight')

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

test('reads whole chains while another process appends, also as the file grows', async () => {
  const running = follow(process.execPath, writer.file, dir)
  await running.saying(2)
  const log = await openLmdbLog({ dir, readOnly: true })
  expect(await log.nights()).toEqual([first])
  let before = 0
  for (const lines of [50, 500, 3_000]) {
    await running.saying(lines)
    const said = running.said.filter((line) => /^\d+$/.test(line)).length
    const texts: string[] = []
    for await (const text of log.texts(first)) texts.push(text)
    expect(texts.length).toBeGreaterThanOrEqual(said)
    expect(texts.length).toBeGreaterThan(before)
    before = texts.length
    const commits = await allOf(log.read(first, null))
    expect(commits.slice(0, before).map(textOfCommit)).toEqual(texts)
  }
  await running.kill()
  await log.close()
})

test('appends and erases nothing, and takes no lock', async () => {
  const owner = await openLmdbLog({ dir })
  const commits = chained(3)
  await keep(owner, commits)
  const before = await readdir(dir)
  const log = await openLmdbLog({ dir, readOnly: true })
  const next = after(commits.at(-1) ?? null, 'more')
  const refused = 'expected a log to write to, found it opened to look on'
  await expect(log.append(first, next.parent, next)).rejects.toThrow(refused)
  await expect(log.erase(first)).rejects.toThrow(refused)
  await log.close()
  expect(await readdir(dir)).toEqual(before)
  await keep(owner, [next])
  expect(await allOf(owner.read(first, null))).toHaveLength(4)
  await owner.close()
})

test('gives an older release’s texts as they were, where reading gives them in today’s shapes', async () => {
  const owner = await openLmdbLog({ dir })
  const joined = { type: 'door/joined', attendee: { id: 'attendee0001', name: 'Ana' } }
  const commit = commitOf(null, 'c1', first, [joined])
  await keep(owner, [commit])
  for await (const text of owner.texts(first)) expect(text).toBe(textOfCommit(commit))
  const [read] = await allOf(owner.read(first, null))
  expect(read?.events).toMatchObject([{ attendee: { name: 'Ana', wishes: [] } }])
  await owner.close()
})

test('makes nothing where nothing is', async () => {
  const none = join(dir, 'none')
  await expect(openLmdbLog({ dir: none, readOnly: true })).rejects.toThrow(
    `expected a log in ${none}, found none`,
  )
  expect(existsSync(none)).toBe(false)
})
