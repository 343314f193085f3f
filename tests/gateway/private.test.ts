// No view holds what another attendee keeps to themselves.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { decide } from '#night/decide.ts'
import { commandId } from '#night/ids.ts'
import { apply, command, type Night } from '#night/night.ts'
import type { Audience } from '#night/views/audience.ts'
import { inputAhead, reasonsFor } from '#night/rounds/outlook.ts'
import { viewOf } from '#night/views/index.ts'
import { creating, joining } from '../runtime/night.ts'
import { steppedClock } from '../support/clock.ts'
import { evening, orderOf, type Move } from './evening.ts'
import { emptyNight } from '#night/night.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const owner = { role: 'owner' } as const
const host = { role: 'host', pass: 'hostpass0001' } as never

function told(moves: readonly Move[], afterEach: (night: Night) => void): void {
  const night = emptyNight()
  const { now } = steppedClock()
  let orders = 0
  const order = (by: Parameters<typeof decide>[1]['by'], asked: unknown): void => {
    const parsed = v.safeParse(command, asked)
    if (!parsed.success) return
    const id = v.parse(commandId, `order-${String(++orders).padStart(5, '0')}`)
    const decision = decide(night, { id, at: now(), by, command: parsed.output })
    if (decision.ok) for (const event of decision.events) apply(night, event)
  }
  order(owner, creating())
  // Canaries: topics that nobody else could have, so that they are never «in common» with anybody.
  for (let i = 0; i < 7; i++) {
    const canaries = { offers: [`canary-offer-${i}`], seeks: [`canary-seek-${i}`, 'mesh radio'] }
    order(host, { ...joining(`Person ${i}`), ...canaries })
  }
  for (const move of moves) {
    const next = orderOf(night, move)
    // Their canaries are theirs to change; here they keep them.
    if (!next || next.command.type === 'door/describe') continue
    order(next.by, next.command)
    afterEach(night)
  }
}

const audiencesOf = (night: Night): Audience[] => [
  ...(['guest', 'door', 'host', 'display'] as const).map((kind) => ({ kind })),
  ...[...night.door.attendees.keys()].map((attendee) => ({ kind: 'attendee' as const, attendee })),
]

it(`a topic shows up in its owner's own view alone (SEED=${seed})`, () => {
  let looked = 0
  fc.assert(
    fc.property(evening(30), (moves) => {
      told(moves, (night) => {
        for (const audience of audiencesOf(night)) {
          const text = JSON.stringify(viewOf(night, audience))
          const seen = new Set([...text.matchAll(/canary-(?:offer|seek)-(\d)/g)].map(([, i]) => i))
          const me =
            'attendee' in audience ? night.door.attendees.get(audience.attendee) : undefined
          const own = /canary-offer-(\d)/.exec(me?.offers.join() ?? '')?.[1]
          expect([...seen], audience.kind).toEqual(own === undefined ? [] : [own])
          // What a phone remembers of earlier nights is shown to nobody, not even to itself.
          expect(text, audience.kind).not.toMatch(/token[0-4]{7}/)
          looked += seen.size
        }
      })
    }),
    { seed, numRuns: 25 },
  )
  expect(looked).toBeGreaterThan(500)
})

it(`whom somebody avoids changes no other screen (SEED=${seed})`, () => {
  let avoided = 0
  fc.assert(
    fc.property(evening(20), fc.nat(), fc.nat(), (moves, a, b) => {
      let last: Night | null = null
      told(moves, (night) => (last = night))
      const night: Night | null = last
      if (!night) return
      const people = [...audiencesOf(night)].filter((audience) => 'attendee' in audience)
      const [me, other] = [people[a % people.length], people[b % people.length]]
      if (!me || !other || me === other) return
      const others = audiencesOf(night).filter(
        (each) => JSON.stringify(each) !== JSON.stringify(me),
      )
      const views = () => others.map((audience) => JSON.stringify(viewOf(night, audience)))
      const before = views()
      apply(night, {
        type: 'door/avoided',
        attendee: me.attendee,
        avoids: [other.attendee],
      } as never)
      const after = views()
      // That a preview holds no more, and how many find no partner, is the host's to know; why, is nobody's.
      const blind = (text: string) =>
        JSON.stringify(JSON.parse(text), (key, value) => (key === 'holds' ? '?' : value))
      const input = inputAhead(night)
      expect(JSON.stringify(input && reasonsFor(input))).not.toContain('wish-partners')
      expect(after.map(blind)).toEqual(before.map(blind))
      expect(viewOf(night, me).me?.avoids).toBe(1)
      avoided += 1
    }),
    { seed, numRuns: 40 },
  )
  expect(avoided).toBeGreaterThan(20)
})
