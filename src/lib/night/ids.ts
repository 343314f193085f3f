// Branded ids. They are made by parsing, once, at the border.
import * as v from 'valibot'

const short = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-z]{${min},${max}}$`)))

export const nightId = v.pipe(short(8, 16), v.brand('NightId'))
export const attendeeId = v.pipe(short(8, 16), v.brand('AttendeeId'))
export const talkId = v.pipe(short(8, 16), v.brand('TalkId'))
export const segmentId = v.pipe(short(1, 16), v.brand('SegmentId'))
export const passId = v.pipe(short(8, 16), v.brand('PassId'))
/** Chosen by whoever sends the command, kept over retries: a UUID or anything as unlikely. */
export const commandId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{8,64}$/), v.brand('CommandId'))
/** The first 128 bits of a SHA-256, base64url. */
export const commitId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{22}$/), v.brand('CommitId'))
/** A table's number as printed on it, from 1. */
export const tableNumber = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(999),
  v.brand('TableNumber'),
)
/** A round's number, from 1. */
export const roundNumber = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(20),
  v.brand('RoundNumber'),
)

export type NightId = v.InferOutput<typeof nightId>
export type AttendeeId = v.InferOutput<typeof attendeeId>
export type TalkId = v.InferOutput<typeof talkId>
export type SegmentId = v.InferOutput<typeof segmentId>
export type PassId = v.InferOutput<typeof passId>
export type CommandId = v.InferOutput<typeof commandId>
export type CommitId = v.InferOutput<typeof commitId>
export type TableNumber = v.InferOutput<typeof tableNumber>
export type RoundNumber = v.InferOutput<typeof roundNumber>
