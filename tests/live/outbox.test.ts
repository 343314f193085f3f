import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommandId, CommitId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import { Outbox, type Ask } from '#live/outbox.svelte.ts'
import { recall } from '#live/storage.ts'
import type { Answer, CommandFromPhone } from '#protocol/messages.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.log(`live/outbox: seed ${seed}`)

let names = 0
const freshName = () => `test-${++names}`

const sitOut: Command = { type: 'door/sit-out' }
const comeBack: Command = { type: 'door/come-back' }
const done: Answer = { ok: true, head: null }
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A server in memory: does each id once, and answers a retry as it answered first. */
class Server {
  reachable = true
  /** Takes the order in, but its answer never arrives. */
  losesAnswers = false
  readonly asked: CommandFromPhone[] = []
  readonly done: CommandFromPhone[] = []
  readonly #answers = new Map<CommandId, Answer>()

  readonly ask: Ask = async (message) => {
    await Promise.resolve()
    if (!this.reachable) return null
    this.asked.push(message)
    const known = this.#answers.get(message.id)
    const answer: Answer = known ?? { ok: true, head: `head-${this.done.length}` as CommitId }
    if (!known) {
      this.#answers.set(message.id, answer)
      this.done.push(message)
    }
    return this.losesAnswers ? null : answer
  }
}

test('a command is sent at once and answered', async () => {
  const server = new Server()
  const outbox = new Outbox(freshName(), server.ask)
  const answer = await outbox.send(sitOut)
  expect(answer.ok).toBe(true)
  expect(server.done.map((m) => m.command)).toEqual([sitOut])
  expect(outbox.waiting).toEqual([])
})

test('what was done is offered again, under its ids and first, when the server may have lost it', async () => {
  const server = new Server()
  const name = freshName()
  const outbox = new Outbox(name, server.ask)
  await outbox.send(sitOut)
  const lost = new Server()
  // Another page of the same device goes on after the server came back without it.
  const again = new Outbox(name, lost.ask)
  expect(again.newest).toBe('head-0')
  again.offerAgain()
  await again.send(comeBack)
  expect(lost.done.map((m) => m.command)).toEqual([sitOut, comeBack])
  expect(lost.done[0]?.id).toBe(server.done[0]?.id)
  expect(again.waiting).toEqual([])
  expect(again.refusedLate).toBeNull()
})

test('what led to nothing is not offered again', async () => {
  const outbox = new Outbox(freshName(), () => Promise.resolve(done))
  await outbox.send(sitOut)
  outbox.offerAgain()
  expect(outbox.waiting).toEqual([])
  expect(outbox.newest).toBeUndefined()
})

test('what was tapped in a dead zone waits, in the order of the taps', async () => {
  const server = new Server()
  server.reachable = false
  const outbox = new Outbox(freshName(), server.ask)
  const answers = [outbox.send(sitOut), outbox.send(comeBack)]
  await settled()
  expect(outbox.waiting.map((w) => w.command)).toEqual([sitOut, comeBack])
  server.reachable = true
  await outbox.drain()
  await Promise.all(answers)
  expect(server.done.map((m) => m.command)).toEqual([sitOut, comeBack])
  expect(outbox.waiting).toEqual([])
})

test('an answer lost on the way makes the same id ask again, and nothing happens twice', async () => {
  const server = new Server()
  server.losesAnswers = true
  const outbox = new Outbox(freshName(), server.ask)
  const answer = outbox.send(sitOut)
  await settled()
  server.losesAnswers = false
  await outbox.drain()
  expect((await answer).ok).toBe(true)
  expect(server.asked.map((m) => m.id)).toHaveLength(2)
  expect(new Set(server.asked.map((m) => m.id)).size).toBe(1)
  expect(server.done).toHaveLength(1)
})

test('a reload in a dead zone loses nothing', async () => {
  const server = new Server()
  server.reachable = false
  const name = freshName()
  void new Outbox(name, server.ask).send(sitOut)
  await settled()
  server.reachable = true
  const afterwards = new Outbox(name, server.ask)
  expect(afterwards.waiting.map((w) => w.command)).toEqual([sitOut])
  await afterwards.drain()
  expect(server.done.map((m) => m.command)).toEqual([sitOut])
})

test('a refusal is an answer: what was tapped after it is sent too', async () => {
  const refusal: Answer = { ok: false, code: 'door/not-inside' }
  const seen: Command[] = []
  const outbox = new Outbox(freshName(), async ({ command }) => {
    seen.push(command)
    return command.type === 'door/sit-out' ? refusal : done
  })
  const [first, second] = await Promise.all([outbox.send(sitOut), outbox.send(comeBack)])
  expect(first).toEqual(refusal)
  expect(second).toEqual(done)
  expect(seen).toEqual([sitOut, comeBack])
})

test('a device whose memory holds rubbish begins with an empty outbox', () => {
  const name = freshName()
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    value: { getItem: () => '[{"id":7},null]', setItem: () => {}, removeItem: () => {} },
  })
  try {
    expect(new Outbox(name, async () => done).waiting).toEqual([])
  } finally {
    Reflect.deleteProperty(globalThis, 'localStorage')
  }
})

type Turn = 'tap' | 'drain' | 'reload' | 'line dies' | 'answers get lost' | 'line is back'
const turn = fc.constantFrom<Turn>(
  ...(['tap', 'tap', 'drain', 'reload', 'line dies', 'answers get lost', 'line is back'] as const),
)

test('whatever happens to line and page, every tap is done once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 40 }), async (turns) => {
      const server = new Server()
      const name = freshName()
      const tapped: number[] = []
      let outbox = new Outbox(name, server.ask)
      for (const each of turns) {
        if (each === 'tap') {
          tapped.push(tapped.length + 1)
          const minutes = tapped.length
          void outbox.send({ ...proposal, minutes })
        }
        if (each === 'drain') void outbox.drain()
        if (each === 'reload') {
          await settled()
          outbox = new Outbox(name, server.ask)
        }
        if (each === 'line dies') server.reachable = false
        if (each === 'answers get lost') server.losesAnswers = true
        if (each === 'line is back') Object.assign(server, { reachable: true, losesAnswers: false })
        if (turns.length % 2) await settled()
      }
      await settled()
      Object.assign(server, { reachable: true, losesAnswers: false })
      await outbox.drain()
      await settled()
      const did = server.done.map((m) =>
        m.command.type === 'talks/propose' ? m.command.minutes : 0,
      )
      expect(did).toEqual(tapped)
      expect(outbox.waiting).toEqual([])
      expect(recall(`outbox:${name}`, Array.isArray) ?? []).toEqual([])
    }),
    { seed, numRuns: 200 },
  )
})

const proposal = {
  type: 'talks/propose',
  title: 'Onions',
  minutes: 1,
  language: null,
  line: '',
  link: null,
} as const satisfies Command

test('what is refused after a reload is still said', async () => {
  const name = freshName()
  const away: Ask = () => Promise.resolve(null)
  void new Outbox(name, away).send(sitOut)
  const afterwards = new Outbox(name, () =>
    Promise.resolve<Answer>({ ok: false, code: 'night/over' }),
  )
  await afterwards.drain()
  expect(afterwards.refusedLate).toMatchObject({ code: 'night/over' })
  expect(afterwards.waiting).toEqual([])
})

test('two tabs of one night do not lose each other’s taps', async () => {
  const name = freshName()
  const away: Ask = () => Promise.resolve(null)
  const [one, other] = [new Outbox(name, away), new Outbox(name, away)]
  void one.send(sitOut)
  void other.send(comeBack)
  await settled()
  const afterwards = new Outbox(name, away)
  expect(afterwards.waiting.map((w) => w.command.type).sort()).toEqual([
    'door/come-back',
    'door/sit-out',
  ])
})
