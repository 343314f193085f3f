// What may be asked of the rounds.
import * as v from 'valibot'
import { attendeeId, roundNumber } from '../ids.ts'
import { durationWithin } from '../time.ts'

const minute = 60_000

export const roundSettings = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  roundMs: durationWithin(1000, 60 * minute),
  changeoverMs: durationWithin(0, 15 * minute),
  /** What happens when the count is odd: three at one table, or one person sits out. */
  oddOne: v.picklist(['trio', 'bye']),
  /** Whether two may meet a second time tonight where somebody would sit out otherwise. */
  repeats: v.picklist(['last-resort', 'never']),
  /** What it means that somebody does not answer «still in?». */
  silence: v.picklist(['stays', 'away']),
})
export type RoundSettings = v.InferOutput<typeof roundSettings>

const numbered = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), number: roundNumber })
const seated = <T extends string>(type: T) =>
  v.object({ type: v.literal(type), number: roundNumber, for: v.optional(attendeeId) })
const word = v.pipe(v.string(), v.regex(/^[a-z]{4,8}$/))
const two = { a: attendeeId, b: attendeeId }

/** A meeting of an earlier night as two phones remember it: the same token on both, and how long ago. */
export const remembered = v.object({
  token: v.pipe(v.string(), v.regex(/^[0-9a-z]{12}$/)),
  months: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24)),
})
export type Remembered = v.InferOutput<typeof remembered>

export const roundsCommands = [
  v.object({ type: v.literal('rounds/configure'), ...v.partial(roundSettings).entries }),
  /** «Still in?» on every phone before round `number`. */
  numbered('rounds/ask-room'),
  v.object({ type: v.literal('rounds/still-in'), for: v.optional(attendeeId) }),
  numbered('rounds/plan'),
  v.object({ type: v.literal('rounds/swap'), number: roundNumber, ...two }),
  v.object({ type: v.literal('rounds/put-together'), number: roundNumber, ...two }),
  /** The host's own «never these two», for tonight; and back. */
  v.object({ type: v.literal('rounds/keep-apart'), ...two }),
  v.object({ type: v.literal('rounds/let-meet'), ...two }),
  numbered('rounds/start'),
  /** Seals the rounds to come as they are planned now; `words` are for those sealed anew. */
  v.object({
    type: v.literal('rounds/seal'),
    words: v.pipe(v.array(v.pipe(v.array(word), v.length(4))), v.minLength(1), v.maxLength(20)),
  }),
  /** Round `number` began by the program while nobody could be told. */
  numbered('rounds/follow'),
  v.object({
    type: v.literal('rounds/extend'),
    number: roundNumber,
    by: durationWithin(-10 * minute, 30 * minute),
  }),
  numbered('rounds/end'),
  seated('rounds/here'),
  /** Everybody of my table is here: for partners who have not tapped. */
  seated('rounds/all-here'),
  v.object({
    type: v.literal('rounds/partner-missing'),
    number: roundNumber,
    for: v.optional(attendeeId),
    /** Which of the two others at a table of three, in the order they are shown; from 0. */
    partner: v.optional(v.picklist([0, 1])),
  }),
  /** Offers somebody to those left alone, a minute after the talking began. */
  numbered('rounds/offer'),
  seated('rounds/take-offer'),
  /** «We met.» */
  seated('rounds/met'),
  /** Whom one met at earlier nights, as tokens that mean nothing to anybody else. */
  v.object({
    type: v.literal('rounds/remember'),
    met: v.pipe(v.array(remembered), v.maxLength(100)),
  }),
] as const
export type RoundsCommand = v.InferOutput<(typeof roundsCommands)[number]>
