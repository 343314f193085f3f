// Where a night lies in Redis, and what Redis answers.
import * as v from 'valibot'
import type { NightId } from '#night/ids.ts'
import { instant } from '#night/time.ts'

export interface NightKeys {
  readonly commits: string
  readonly commands: string
  readonly head: string
  readonly nights: string
  /** The nights that were erased on purpose: a night that is merely gone was lost. */
  readonly erased: string
  /** Which process appends next, where several want to. */
  readonly turn: string
  /** Process → how many screens are connected there, and since when that is so. */
  readonly presence: string
  /** When any screen was last known to be connected. */
  readonly heard: string
}

export const keysOf = (prefix: string, night: NightId): NightKeys => ({
  commits: `${prefix}:night:${night}:commits`,
  commands: `${prefix}:night:${night}:commands`,
  head: `${prefix}:night:${night}:head`,
  nights: `${prefix}:nights`,
  erased: `${prefix}:erased`,
  turn: `${prefix}:night:${night}:turn`,
  presence: `${prefix}:night:${night}:presence`,
  heard: `${prefix}:night:${night}:heard`,
})

/** Entries of a stream as [number, text]: the id is the commit's number, the one field its text. */
export const entriesReply = v.array(
  v.pipe(
    v.tuple([v.string(), v.looseTuple([v.literal('data'), v.string()])]),
    v.transform(([id, [, text]]): readonly [number, string] => [Number(id.split('-')[0]), text]),
  ),
)

/** What each process has said of its screens. */
export const presenceReply = v.array(
  v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.number())),
)

/** When somebody was connected. */
export const heardReply = v.pipe(v.string(), v.transform(Number), instant)

/** What XREAD says of the streams that have something new. */
export const readReply = v.array(v.tuple([v.string(), entriesReply]))
