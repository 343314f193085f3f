// What a night asks for by itself: what falls due, rounds sealed ahead of need, and the program where
// nobody is there to be told. All of it waits in the same queue as what people ask.
import * as v from 'valibot'
import { commandId, type CommandId, type NightId } from '#night/ids.ts'
import type { Command, Night } from '#night/night.ts'
import type { Planned } from '#night/rounds/seating.ts'
import type { Instant } from '#night/time.ts'
import type { Answer } from '#protocol/messages.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import { Deadlines } from './deadlines.ts'
import { Following, type Seen } from './following.ts'
import type { Submission } from './night-runtime.ts'
import type { Planner } from './planner.ts'
import { Plans, type Attended } from './plans.ts'
import { freshWords } from './words.ts'

export interface UnaskedDeps {
  readonly clock: Clock
  readonly planner: Planner
  readonly log: Pick<Log, 'heard' | 'lastHeard'>
  /** The night as it is, and its newest commit. */
  readonly seen: () => Seen
  readonly submit: (order: Submission) => Promise<Answer>
  /** Whether a command of this id led to something already. */
  readonly isKnown: (id: CommandId) => boolean
  /** Told when what no plan can avoid is something else. */
  readonly outlook: () => void
}

export class Unasked {
  readonly plans: Plans
  readonly #deps: UnaskedDeps
  readonly #deadlines: Deadlines
  readonly #following: Following
  #isOver = false

  constructor(night: NightId, deps: UnaskedDeps) {
    this.#deps = deps
    const { clock, planner, log, isKnown, outlook } = deps
    this.plans = new Plans(night, { planner, told: outlook, seal: (plan) => this.#seal(plan) })
    this.#following = new Following({
      clock,
      heard: (at) => log.heard(night, at),
      lastHeard: () => log.lastHeard(night),
      ask: (number, due) =>
        this.#ask({ type: 'rounds/follow', number }, { id: `system-follow-${number}-${due}` }),
    })
    this.#deadlines = new Deadlines({
      ...{ clock, isKnown },
      ask: ({ id, deadline: { command, at } }) => this.#ask(command, { id, due: at }),
    })
  }

  /** As the night was left: what began by the program meanwhile, then what is overdue. */
  async begin(): Promise<void> {
    await this.#following.catchUp(this.#deps.seen())
    this.#deadlines.watch(this.#deps.seen().night)
  }

  /** Looks at the night again. */
  watch(night: Night): void {
    if (this.#isOver) return
    this.#deadlines.watch(night)
    this.#following.watch(night)
    this.plans.watch(night)
  }

  /** Told who is connected here: for whom rounds are planned ahead, and whether anybody hears at all. */
  attend({ host, here, heardAt }: Attended): void {
    if (this.#isOver) return
    this.plans.isWanted = host
    this.plans.isAttended = here
    this.#following.attend(here, heardAt)
    this.plans.watch(this.#deps.seen().night)
  }

  stop(): void {
    this.#isOver = true
    this.#deadlines.stop()
    this.#following.stop()
    this.plans.stop()
  }

  /** The rounds to come, as planned, with fresh words; under the same id in every process that would. */
  #seal(planned: Planned | undefined): Promise<unknown> {
    const { night, head } = this.#deps.seen()
    const words = freshWords(night.rounds.settings.count)
    return this.#ask({ type: 'rounds/seal', words }, { id: `system-seal-${head?.id}`, planned })
  }

  async #ask(
    command: Command,
    { id, due, planned }: { id: string; due?: Instant; planned?: Planned | undefined },
  ): Promise<void> {
    if (this.#isOver) return
    await this.#deps.submit({
      ...{ id: v.parse(commandId, id), by: { role: 'system' }, command },
      ...(due !== undefined && { due }),
      ...(planned && { planned }),
    })
  }
}
