// Every message on the socket, typed and schema-checked. Direction is in the name.
import * as v from 'valibot'
import { command } from '#night/night.ts'
import { commandId, commitId, nightId, type AttendeeId, type CommitId } from '#night/ids.ts'
import type { Facts } from '#night/decision.ts'
import type { RefusalCode } from '#night/refusals.ts'
import type { Reason } from '#night/rounds/outlook.ts'
import { durationWithin, instant, type Instant } from '#night/time.ts'
import type { Screens } from '#night/views/audience.ts'
import type { RosterEntry, Slices } from '#night/views/index.ts'

/** What a screen says of itself as it connects; the rest of who it is comes from pass or cookie. */
export const hello = v.object({
  version: v.pipe(v.number(), v.integer()),
  night: nightId,
  as: v.picklist(['guest', 'attendee', 'door', 'host', 'display']),
  /** An attendee's pass, kept on the device. Door, host and display have a cookie. */
  pass: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** The head of what the screen already has: the same one is not sent again. */
  head: v.nullable(commitId),
  /** The commit of the newest answer the screen was given, which may be newer than what it was shown. */
  answered: v.optional(commitId),
  /** What an attendee's device is called tonight: several of one attendee are told of each other. */
  device: v.optional(v.pipe(v.string(), v.maxLength(40))),
})
export type Hello = v.InferOutput<typeof hello>

/** One command from a phone. Its id stays the same over retries. */
export const commandFromPhone = v.object({ id: commandId, command })
export type CommandFromPhone = v.InferOutput<typeof commandFromPhone>

/** Asks for the server's time. */
export const ping = v.object({
  sentAt: instant,
  /** How far the screen's idea of the server's time may be off, as far as it can prove that. */
  bound: v.optional(durationWithin(0, 60_000)),
})
export type Ping = v.InferOutput<typeof ping>

/** Reasons that are the wire's, not the rules'. */
export const wireCodes = [
  'wire/malformed',
  'wire/too-fast',
  'wire/too-old',
  'wire/unknown-night',
  'wire/no-pass',
  'wire/night-erased',
  /** The log does not answer: nothing is recorded until it is back. Ask again under the same id. */
  'wire/away',
  /** A fault of the server's own: nothing was done, asking again may help. */
  'wire/failed',
] as const
export type WireCode = (typeof wireCodes)[number]

/**
 * Every command is answered: done, or refused with a reason. `head` is the commit that recorded it,
 * the same one for every retry; null where it asked for what was already so.
 */
export type Answer =
  | { readonly ok: true; readonly head: CommitId | null; readonly facts?: Facts }
  | { readonly ok: false; readonly code: RefusalCode | WireCode; readonly facts?: Facts }

/** What changed: whole slices by name, and roster entries by id (null for one that is gone). */
export interface Frame {
  readonly head: CommitId
  readonly at: Instant
  readonly slices: Slices
  readonly roster?: Readonly<Record<AttendeeId, RosterEntry | null>>
}

/** A frame that replaces everything: what a screen gets when it connects with another head. */
export interface Welcome {
  readonly version: number
  readonly at: Instant
  readonly head: CommitId
  /** How many times faster than the world's the server's time passes: rehearsals only. */
  readonly rate?: number
  /** Null when the screen's head is the newest: it has everything. */
  readonly snapshot: Slices | null
  /**
   * What the screen was told before is not in the history that is kept: the log came back with an
   * older one. Whatever was answered lately is to be offered again, under the same ids.
   */
  readonly forgotten?: true
}

/** What a screen is told beside the night: how the server itself is, where that is not as usual. */
export interface Condition {
  /** The log does not answer: screens are served, commands are kept for later. */
  readonly away?: true
  /** For hosts: what could make the log lose what was answered, as «setting value». */
  readonly risks?: readonly string[]
  /** For hosts: the log came back with an older history; so many actions were missing from it. */
  readonly cut?: { readonly at: Instant; readonly lost: number }
  /** For hosts: what no plan for the rounds ahead can avoid, and why; a moment behind the night. */
  readonly outlook?: readonly Reason[]
  /** For hosts: what screens are connected, to whichever process; some seconds behind. */
  readonly screens?: Screens
  /** For an attendee: on how many devices their evening is open, where it is more than one. */
  readonly devices?: number
}

export interface FromServer {
  welcome: (welcome: Welcome) => void
  frame: (frame: Frame) => void
  /** Sent when it changes, and after a welcome when there is something to say. */
  condition: (condition: Condition) => void
  /** The last word before the server closes the socket: do not come back with this pass. */
  farewell: (code: WireCode) => void
}

export interface FromPhone {
  command: (message: CommandFromPhone, answered: (answer: Answer) => void) => void
  ping: (message: Ping, answered: (serverAt: Instant) => void) => void
}
