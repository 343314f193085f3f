// What is counted while a rehearsal runs.
import type { CommandId } from '#night/ids.ts'
import type { AudienceKind } from '#night/views/audience.ts'
import type { Answer } from '#protocol/messages.ts'

export interface Answered {
  readonly id: CommandId
  readonly type: string
  readonly answer: Answer
}

export class Tally {
  commandsSent = 0
  readonly answers: Answered[] = []
  readonly #frames: number[] = []
  #snapshotBytesMax = 0

  sent(): void {
    this.commandsSent++
  }

  answered(answered: Answered): void {
    this.answers.push(answered)
  }

  /** Bytes of a frame's JSON; only what reaches an attendee's phone is counted. */
  frame(as: AudienceKind, bytes: number): void {
    if (as === 'attendee') this.#frames.push(bytes)
  }

  snapshot(as: AudienceKind, bytes: number): void {
    if (as === 'attendee') this.#snapshotBytesMax = Math.max(this.#snapshotBytesMax, bytes)
  }

  get frameBytesMedian(): number {
    const sorted = [...this.#frames].sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? 0
  }

  get snapshotBytesMax(): number {
    return this.#snapshotBytesMax
  }
}
