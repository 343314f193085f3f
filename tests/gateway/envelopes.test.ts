// Envelopes over real sockets: each phone gets its own part of the rounds to come, and nothing opens
// it but the words that the display shows, on that phone.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Command } from '#night/night.ts'
import type { NightId, RoundNumber } from '#night/ids.ts'
import { seatFrom } from '#night/views/envelope.ts'
import type { Joined } from '#protocol/http.ts'
import { keyOf, open, wordsMeant } from '#protocol/envelope.ts'
import type { Screen } from '../support/screen.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ gatherMs: 20 })
})
afterAll(() => server.close())

const patience = { timeout: 20_000, interval: 50 }
const start = (number: number): Command => ({ type: 'rounds/start', number: number as RoundNumber })

interface Phone {
  readonly joined: Joined
  readonly screen: Screen
}

interface Evening {
  readonly night: TestNight
  readonly host: Screen
  readonly display: Screen
  readonly phones: readonly Phone[]
}

/** So many are in the room with their phones, and their envelopes have come. */
async function eveningOf(people: number): Promise<Evening> {
  const night = await server.holdNight()
  const host = await night.host()
  const { screen: display } = await night.screen('display')
  const phones: Phone[] = []
  for (let i = 0; i < people; i++) phones.push(await comesIn({ night, host }, `Person ${i}`))
  await vi.waitFor(() => {
    for (const { screen } of phones) expect(numbersOf(screen)).toEqual([1, 2, 3, 4, 5])
    expect(display.view.ahead?.[0]?.pairings.flatMap((p) => Array(p.of).fill(p.table))).toHaveLength(people) // prettier-ignore
  }, patience)
  return { night, host, display, phones }
}

async function comesIn({ night, host }: Pick<Evening, 'night' | 'host'>, name: string) {
  const joined = await night.join({ name })
  const screen = await night.attendee(joined)
  const me = screen.view.me
  if (!me) throw new Error('expected an attendee to see themselves')
  await host.send({ type: 'door/check-in', for: me.id })
  return { joined, screen }
}

const numbersOf = ({ view }: Screen) => Object.keys(view.envelopes ?? {}).map(Number)
const envelopeOf = ({ screen }: Phone, number: number) => screen.view.envelopes?.[number] ?? ''

/** What a phone makes of its envelope with words as somebody typed them. */
async function opened(night: NightId, phone: Phone, number: number, typed: string) {
  const key = await keyOf(night, wordsMeant(typed) ?? '')
  return open(key, { pass: phone.joined.pass, number }, envelopeOf(phone, number))
}

describe('an envelope', { timeout: 60_000 }, () => {
  it('opens with the words of the display, and shows what is then announced', async () => {
    const { night, host, display, phones } = await eveningOf(6)
    const words = display.view.ahead?.[0]?.words ?? []
    expect(words).toHaveLength(4)
    const seats = await Promise.all(
      phones.map((phone) => opened(night.id, phone, 1, words.join(' '))),
    )
    await host.send(start(1))
    await vi.waitFor(() => expect(display.view.wall?.words).toEqual(words), patience)
    for (const [i, { screen }] of phones.entries()) {
      await vi.waitFor(() => expect(screen.view.seat).not.toBeNull(), patience)
      const seat = seats[i]
      expect(seat && seatFrom(1, seat)).toEqual(screen.view.seat)
    }
    expect(display.view.ahead?.map((r) => r.number)).toEqual([2, 3, 4, 5])
  })

  it('opens for hasty fingers: capitals, accents, commas, the first four letters', async () => {
    const { night, display, phones } = await eveningOf(2)
    const [phone] = phones
    const words = display.view.ahead?.[0]?.words ?? []
    if (!phone) throw new Error('expected a phone')
    const hasty = words.map((w) => w.slice(0, 4).toUpperCase().replace('E', 'É')).join(', ')
    expect(await opened(night.id, phone, 1, hasty)).not.toBeNull()
  })

  it('stays closed for wrong words, another round, and anybody else', async () => {
    const { night, display, phones } = await eveningOf(2)
    const [one, other] = phones
    const [first, second] = display.view.ahead ?? []
    if (!one || !other || !first?.words || !second?.words) throw new Error('expected two rounds')
    const typed = first.words.join(' ')
    expect(await opened(night.id, one, 1, typed)).not.toBeNull()
    expect(await opened(night.id, one, 1, second.words.join(' '))).toBeNull()
    expect(await opened(night.id, one, 2, typed)).toBeNull()
    const key = await keyOf(night.id, wordsMeant(typed) ?? '')
    const stolen = open(key, { pass: other.joined.pass, number: 1 }, envelopeOf(one, 1))
    expect(stolen).toBeNull()
  })

  it('is all a phone gets: no words, and nobody’s name', async () => {
    const { display, phones } = await eveningOf(4)
    const sets = (display.view.ahead ?? []).map((r) => JSON.stringify(r.words))
    for (const [i, { screen }] of phones.entries()) {
      const said = JSON.stringify([screen.welcome, screen.frames])
      for (const words of sets) expect(said).not.toContain(words)
      expect(said).not.toContain(`Person ${(i + 1) % 4}`)
    }
    expect(new Set(phones.map((p) => envelopeOf(p, 1).length)).size).toBe(1)
  })
})

describe('a phone that comes back', { timeout: 60_000 }, () => {
  it('gets its envelopes though it has the newest head: they may have missed it', async () => {
    const { night, phones } = await eveningOf(2)
    const [phone] = phones
    if (!phone) throw new Error('expected a phone')
    const { head } = phone.screen
    const again = await night.attendee(phone.joined, { head })
    await again.heard()
    expect(again.welcome?.snapshot).toBeNull()
    expect(again.view.envelopes).toEqual(phone.screen.view.envelopes)
  })
})

describe('when somebody leaves between rounds', { timeout: 60_000 }, () => {
  it('only those get new envelopes whom it concerns, under the same words', async () => {
    // So many that there is a table for whoever is left alone, whatever the plan.
    const { night, host, display, phones } = await eveningOf(24)
    await host.send(start(1))
    await host.send({ type: 'rounds/end', number: 1 as RoundNumber })
    await vi.waitFor(() => expect(display.view.ahead?.[0]?.number).toBe(2), patience)
    const words = display.view.ahead?.map((r) => r.words)
    const before = new Map(phones.map(({ screen }) => [screen, { ...screen.view.envelopes }]))
    const [gone, ...others] = phones
    await gone?.screen.send({ type: 'door/check-out' })
    await vi.waitFor(() => {
      const changed = others.filter(({ screen }) =>
        [2, 3, 4, 5].some((n) => screen.view.envelopes?.[n] !== before.get(screen)?.[n]),
      )
      expect(changed.length).toBeGreaterThan(0)
    }, patience)
    await vi.waitFor(() => expect(display.view.ahead?.every((r) => r.pairings.length === 11)).toBe(true), patience) // prettier-ignore
    expect(display.view.ahead?.map((r) => r.words)).toEqual(words)
    for (const number of [2, 3, 4, 5]) {
      const changed = others.filter(({ screen }) => screen.view.envelopes?.[number] !== before.get(screen)?.[number]) // prettier-ignore
      // The one left alone, and the two whom they join.
      expect(changed).toHaveLength(3)
      const seat = await opened(night.id, changed[0] as Phone, number, words?.[number - 2]?.join(' ') ?? '') // prettier-ignore
      expect(seat?.kind === 'pairing' && seat.partners.length).toBe(2)
    }
  })
})
