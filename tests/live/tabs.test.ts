// Two tabs of one phone: one outbox, whoever sends it; and what happens when the store is thrown away.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Command } from '#night/night.ts'
import type { Answer, CommandFromPhone } from '#protocol/messages.ts'
import { Outbox } from '#live/outbox.svelte.ts'
import { Store } from './shared-store.ts'

const sitOut: Command = { type: 'door/sit-out' }
const done: Answer = { ok: true, head: null }
const name = 'tabs'
const key = `rendezvous:outbox:${name}`

interface Opened {
  readonly outbox: Outbox
  readonly asked: CommandFromPhone[]
  isUp: boolean
  /** Does something in this tab. */
  does<T>(task: (outbox: Outbox) => T): T
}

let store: Store
beforeEach(() => {
  vi.useFakeTimers()
  store = new Store()
  store.install()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function open(tab: string): Opened {
  const asked: CommandFromPhone[] = []
  const ask = async (message: CommandFromPhone) => {
    if (!opened.isUp) return null
    asked.push(message)
    store.running = mine
    return done
  }
  const outbox = new Outbox(name, ask, tab)
  const mine = store.running
  const opened: Opened = {
    ...{ outbox, asked, isUp: false },
    does: (task) => {
      store.running = mine
      return task(outbox)
    },
  }
  return opened
}

const waiting = (): readonly CommandFromPhone[] => JSON.parse(store.textOf(key) ?? '[]')

const settled = () => vi.advanceTimersByTimeAsync(0)

test('a tap in one tab is seen to wait in the other, and is sent once, from where it was made', async () => {
  const [one, other] = [open('one'), open('other')]
  void one.does((outbox) => outbox.send(sitOut))
  await settled()
  expect(other.outbox.waiting.map(({ command }) => command)).toEqual([sitOut])
  one.isUp = other.isUp = true
  await other.does((outbox) => outbox.drain())
  await one.does((outbox) => outbox.drain())
  await vi.advanceTimersByTimeAsync(60_000)
  expect([one.asked.length, other.asked.length]).toEqual([1, 0])
  expect(other.outbox.waiting).toEqual([])
  expect(waiting()).toEqual([])
})

test('what a closed tab left is sent by the other, a little later', async () => {
  const [one, other] = [open('one'), open('other')]
  void one.does((outbox) => outbox.send(sitOut))
  await settled()
  one.outbox.close()
  other.isUp = true
  await other.does((outbox) => outbox.drain())
  expect(other.asked).toEqual([])
  store.running = null
  await vi.advanceTimersByTimeAsync(3_000)
  expect(other.asked.map(({ command }) => command)).toEqual([sitOut])
  expect(waiting()).toEqual([])
})

test('in a dead zone a tab leaves alone what another one keeps', async () => {
  const [one, other] = [open('one'), open('other')]
  void one.does((outbox) => outbox.send(sitOut))
  void other.does((outbox) => outbox.send(sitOut))
  await vi.advanceTimersByTimeAsync(60_000)
  one.isUp = other.isUp = true
  await one.does((outbox) => outbox.drain())
  await other.does((outbox) => outbox.drain())
  await vi.advanceTimersByTimeAsync(60_000)
  expect([one.asked.length, other.asked.length]).toEqual([1, 1])
  expect(one.asked[0]?.id).not.toBe(other.asked[0]?.id)
})

test('a store that is wiped under a page keeps what waits all the same', async () => {
  const one = open('one')
  void one.does((outbox) => outbox.send(sitOut))
  await settled()
  store.wipe()
  expect(one.outbox.waiting).toHaveLength(1)
  expect(waiting().map(({ command }) => command)).toEqual([sitOut])
})
