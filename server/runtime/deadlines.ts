// The one timer of a night: at its next deadline the system asks for what is due.
import * as v from 'valibot'
import { nextDeadline, type Deadline } from '#night/deadlines.ts'
import { commandId, type CommandId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import { between, seconds } from '#night/time.ts'
import type { Clock } from './clock.ts'

export interface DueCommand {
  readonly id: CommandId
  readonly deadline: Deadline
}

interface Deps {
  readonly clock: Clock
  /** Whether a command of this id led to something already. */
  readonly isKnown: (id: CommandId) => boolean
  /** Asks for what is due; settles when that was answered. */
  readonly ask: (due: DueCommand) => Promise<unknown>
}

/** Asked again this much later, should it be due still. */
const retryAfter = seconds(1)

export class Deadlines {
  readonly #deps: Deps
  #next: Deadline | null = null
  #cancel: () => void = () => {}

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Looks at the night again. What is overdue is asked for at once. */
  watch(night: Night): void {
    const next = nextDeadline(night)
    if (next && this.#next && nameOf(next) === nameOf(this.#next)) return
    this.stop()
    this.#next = next
    if (next) this.#arm(next)
  }

  stop(): void {
    this.#cancel()
    this.#next = null
  }

  #arm(deadline: Deadline): void {
    const { clock } = this.#deps
    const left = between(clock.now(), deadline.at)
    this.#cancel = clock.after(left, () => void this.#fire(deadline))
  }

  async #fire(deadline: Deadline): Promise<void> {
    const { clock, ask } = this.#deps
    // A timer may be a millisecond early.
    if (clock.now() < deadline.at) return this.#arm(deadline)
    await ask({ id: this.#idFor(deadline), deadline })
    // Where it is still due, the rules did not agree, or it was due again at once.
    if (this.#next !== deadline) return
    this.#cancel = clock.after(retryAfter, () => void this.#fire(deadline))
  }

  /** The same in every process, so that it happens once; another where an undo brought it back. */
  #idFor(deadline: Deadline): CommandId {
    const name = nameOf(deadline)
    for (let n = 1; ; n++) {
      const id = v.parse(commandId, n === 1 ? name : `${name}-${n}`)
      if (!this.#deps.isKnown(id)) return id
    }
  }
}

function nameOf({ at, command }: Deadline): string {
  const about = 'number' in command ? command.number : 'table' in command ? command.table : 0
  return `system-${command.type.replace(/[^0-9a-z]/g, '-')}-${about}-${at}`
}
