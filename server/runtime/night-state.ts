// A night in memory: what its log folds to, its head, and the first answer to every command.
import type { Facts } from '#night/decision.ts'
import type { Commit } from '#night/history.ts'
import type { CommandId, CommitId, NightId } from '#night/ids.ts'
import { apply, copyOf, emptyNight, type Night, type NightEvent } from '#night/night.ts'
import type { Log } from '../log/log.ts'

export interface FirstAnswer {
  readonly by: string
  readonly head: CommitId
  readonly facts?: Facts
}

export class NightState {
  readonly night: Night
  head: Commit | null
  readonly #answers = new Map<CommandId, FirstAnswer>()
  /** Of every commit, in their order; of a copy, none. */
  readonly #ids: CommitId[] = []
  /** The same, once somebody asks for one. */
  #known: Set<CommitId> | null = null
  /** Of whom this is a copy: what they know, this one knows too. */
  readonly #origin: NightState | null

  constructor(origin: NightState | null = null) {
    this.#origin = origin
    this.night = origin ? copyOf(origin.night) : emptyNight()
    this.head = origin?.head ?? null
  }

  /** Everything that the log has of a night. */
  static async read(log: Log, night: NightId): Promise<NightState> {
    const state = new NightState()
    for await (const page of log.read(night, null)) for (const commit of page) state.record(commit)
    return state
  }

  /** Applies the next commit. `facts` are those of its answer where it was decided just now. */
  record(commit: Commit, facts?: Facts): void {
    for (const event of commit.events) apply(this.night, event)
    this.head = commit
    if (!this.#origin) {
      this.#ids.push(commit.id)
      this.#known?.add(commit.id)
    }
    const told = facts ?? factsOf(this.night, commit)
    const answer = { by: commit.by, head: commit.id }
    this.#answers.set(commit.command, told ? { ...answer, facts: told } : answer)
  }

  firstAnswer(command: CommandId): FirstAnswer | undefined {
    return this.#answers.get(command) ?? this.#origin?.firstAnswer(command)
  }

  hasCommit(id: CommitId): boolean {
    return (this.#known ??= new Set(this.#ids)).has(id)
  }

  /** Forgets the answers that its origin knows by now. */
  leaveAnswersToOrigin(): void {
    this.#answers.clear()
  }

  /** How many of the commits that led here another state knows as well, counted from the first. */
  sharedWith(other: NightState): number {
    const parting = this.#ids.findIndex((id, i) => id !== other.#ids[i])
    return parting < 0 ? this.#ids.length : parting
  }
}

/** The events of a commit, as the features that wrote them know them. */
export const eventsOf = (commit: Commit): readonly NightEvent[] =>
  commit.events as readonly NightEvent[]

/** A log keeps no answers: what a retry wants to know follows from the events and the night after. */
function factsOf(night: Night, commit: Commit): Facts | undefined {
  for (const event of eventsOf(commit)) {
    if (event.type === 'door/joined' && commit.type === 'door/walk-in') {
      const { id, name, code } = event.attendee
      return { id, name, code }
    }
    if (event.type === 'door/checked-in' && commit.type.startsWith('door/check-in')) {
      const who = night.door.attendees.get(event.attendee)
      return who && { name: who.name, code: who.code }
    }
    if (event.type === 'rounds/confirmed' && commit.type.startsWith('door/check-in')) {
      const who = night.door.attendees.get(event.attendee)
      return who && { name: who.name, code: who.code, since: who.checkedInAt ?? commit.at }
    }
  }
  return undefined
}
