// What a rig writes down while a night is disturbed, and what the checker reads.
import type { CommandId, CommitId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { Audience } from '#night/views/audience.ts'
import type { Slices } from '#night/views/index.ts'
import type { Answer, Frame, WireCode } from '#protocol/messages.ts'

/** One thing that a screen did or heard; `at` is the real time on this machine, ms. */
export type Entry =
  | {
      readonly kind: 'sent'
      readonly at: number
      readonly id: CommandId
      readonly command: Command
    }
  | {
      readonly kind: 'answered'
      readonly at: number
      readonly id: CommandId
      readonly answer: Answer
    }
  | {
      readonly kind: 'welcome'
      readonly at: number
      readonly head: CommitId
      readonly snapshot: Slices | null
      /** The server says that what was told before is not kept. */
      readonly forgotten: boolean
    }
  | {
      readonly kind: 'frame'
      readonly at: number
      readonly head: CommitId
      readonly slices: Slices
      readonly roster?: Frame['roster']
    }
  | { readonly kind: 'farewell'; readonly at: number; readonly code: WireCode }
  /** The line is gone; the screen looks for another. */
  | { readonly kind: 'lost'; readonly at: number; readonly from: string }

export interface Transcript {
  /** For people: «phone 17». */
  readonly screen: string
  readonly audience: Audience
  readonly entries: readonly Entry[]
}

/** Where a process says that the night stands. */
export interface ProcessState {
  readonly process: string
  /** Null where it did not answer. */
  readonly state: {
    readonly head: CommitId
    readonly number: number
    readonly hash: string
  } | null
}

export interface Evidence {
  readonly transcripts: readonly Transcript[]
  /** The texts of the night's commits as the store has them, oldest first. */
  readonly texts: readonly string[]
  /** Why the store could not say more than that. */
  readonly damage?: string
  readonly states: readonly ProcessState[]
  /** Whether the store was made to forget: then screens may be told so, and ask again. */
  readonly isCutExpected?: boolean
}

export const violationCodes = [
  'answered-once',
  'unanswered',
  'replay',
  'one-partner',
  'no-early-end',
  'view',
  'told-and-kept',
  'synced-first',
] as const

export interface Violation {
  readonly code: (typeof violationCodes)[number]
  readonly sentence: string
}
