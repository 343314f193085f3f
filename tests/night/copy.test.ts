// A copy of a night goes its own way: what is tried on it never shows in the night it was made from.
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { decide } from '#night/decide.ts'
import { commandId } from '#night/ids.ts'
import { apply, command, copyOf, emptyNight, type Command, type Night } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import type { Instant } from '#night/time.ts'
import { evening, orderOf } from '../gateway/evening.ts'
import { creating } from '../runtime/night.ts'

const doors = Date.UTC(2026, 11, 2, 17, 30)

/** Gives one order to a night; says whether anything came of it. */
function give(night: Night, by: Actor, asked: Command, number: number): boolean {
  const id = v.parse(commandId, `order-${String(number).padStart(4, '0')}`)
  const at = (doors + number * 20_000) as Instant
  const decision = decide(night, { id, by, at, command: asked })
  if (!decision.ok) return false
  for (const event of decision.events) apply(night, event)
  return decision.events.length > 0
}

it('leaves the night it was made from as it was, whatever happens to it', () => {
  let happened = 0
  fc.assert(
    fc.property(evening(40), (moves) => {
      const night = emptyNight()
      give(night, { role: 'owner' }, v.parse(command, creating()), 0)
      for (const [i, move] of moves.entries()) {
        const order = orderOf(night, move)
        const asked = order && v.safeParse(command, order.command)
        if (!order || !asked?.success) continue
        const before = structuredClone(night)
        const tried = copyOf(night)
        give(tried, order.by, asked.output, i + 1)
        expect(night).toEqual(before)
        if (give(night, order.by, asked.output, i + 1)) happened += 1
        expect(tried).toEqual(night)
      }
    }),
    { numRuns: 60 },
  )
  expect(happened).toBeGreaterThan(150)
})
