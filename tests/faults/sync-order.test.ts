// What strace would have written of servers that sync first, and of some that do not.
import { describe, expect, it } from 'vitest'
import { SyncOrder, type SyncOrderOptions } from '../../faults/checker/sync-order.ts'
import type { CommitId } from '#night/ids.ts'

const [one, two] = ['A', 'B'].map((letter) => letter.repeat(22)) as [CommitId, CommitId]
const data = '19</data/log/data.mdb>'
const meta = '20</data/log/data.mdb>'
const phone = '23<socket:[7]>'

const write = (id: CommitId, thread = 2) =>
  `${thread} 1.0 pwrite64(${data}, "{\\"format\\":1,\\"id\\":\\"${id}\\",", 40, 8192) = 40`
const sync = `2 1.0 fdatasync(${data}) = 0`
const last = `2 1.0 pwrite64(${meta}, "\\0\\0", 120, 4096) = 120`
const answer = (id: CommitId) =>
  `1 1.0 writev(${phone}, [{iov_base="439[{\\"ok\\":true,\\"head\\":\\"${id}\\"}]", iov_len=60}], 1) = 60`
const frame = (id: CommitId) =>
  `1 1.0 write(${phone}, "42[\\"frame\\",{\\"head\\":\\"${id}\\",\\"at\\":1}]", 60) = 60`

const lmdb = { isStore: (path: string) => path.endsWith('data.mdb'), syncedOn: new Set([20]) }
const redis = { isStore: (path: string) => path.endsWith('data.mdb') }

function seen(lines: readonly string[], options: SyncOrderOptions = lmdb): SyncOrder {
  const order = new SyncOrder(options)
  for (const line of lines) order.take(line)
  return order
}
const earlyIn = (lines: readonly string[], options?: SyncOrderOptions) => [
  ...seen(lines, options).early,
]

describe('the order of sync and answer', () => {
  it('is kept where the store is written, synced, sealed, and then told', () => {
    const order = seen([write(one), sync, last, answer(one), frame(one)])
    expect([...order.early]).toEqual([])
    expect(order).toMatchObject({ answers: 1, syncs: 1 })
  })

  it('is broken by an answer or a frame before any of these', () => {
    expect(earlyIn([answer(one)])).toEqual([one])
    expect(earlyIn([write(one), answer(one), sync, last])).toEqual([one])
    expect(earlyIn([write(one), sync, answer(one), last])).toEqual([one])
    expect(earlyIn([write(one), sync, frame(one), last])).toEqual([one])
  })

  it('needs no seal where the store has none', () => {
    expect(earlyIn([write(one), sync, answer(one)], redis)).toEqual([])
    expect(earlyIn([write(one), answer(one), sync], redis)).toEqual([one])
  })

  it('counts a sync for what was written before it began, once it has returned', () => {
    const begins = `3 1.0 fdatasync(${data} <unfinished ...>`
    const returns = '3 1.0 <... fdatasync resumed>) = 0'
    expect(earlyIn([write(one), begins, answer(one), returns], redis)).toEqual([one])
    expect(earlyIn([begins, write(one), returns, answer(one)], redis)).toEqual([one])
    expect(earlyIn([write(one), begins, returns, answer(one)], redis)).toEqual([])
  })

  it('counts no call that failed', () => {
    const failed = sync.replace('= 0', '= -1 EIO (Input/output error)')
    const begins = `3 1.0 fdatasync(${data} <unfinished ...>`
    const fails = '3 1.0 <... fdatasync resumed>) = -1 EIO (Input/output error)'
    expect(earlyIn([write(one), failed, answer(one)], redis)).toEqual([one])
    expect(earlyIn([write(one), begins, fails, answer(one)], redis)).toEqual([one])
  })

  it('knows what was there before, and that a page is written again', () => {
    const before = new Set([one])
    expect(earlyIn([answer(one)], { ...lmdb, before })).toEqual([])
    expect(earlyIn([write(one), sync, last, write(one), write(two), answer(one)])).toEqual([])
  })
})
