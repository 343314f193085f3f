// What the door does, and what this phone knows of it: recorded here, confirmed there.
import type { AttendeeId, CommandId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { RosterEntry } from '#night/views/index.ts'
import type { LiveNight } from '#live/night.svelte.ts'
import { freshCommandId } from '#live/outbox.svelte.ts'
import { badgeText } from '#ui/door/badge-text.ts'
import { codeMeant } from '#ui/door/code-meant.ts'
import type { Newcomer } from '#ui/door/newcomer.ts'
import { labelOf, type DoorRecord } from '#ui/door/records.ts'
import { newsOnly } from '#ui/door/repeats.ts'
import { verdictOf, type Verdict } from '#ui/door/verdict.ts'

/** How long an answer may take before the door says that it is kept and lets go on. */
const patienceMs = 1_200

export interface Shown {
  /** Another one for every verdict, so that two alike are two. */
  readonly key: number
  readonly verdict: Verdict
}

export class Desk {
  /** The verdict on show; null while the next person is looked for. */
  shown = $state.raw<Shown | null>(null)
  /** Somebody who needs a code to copy by hand. */
  newcomer = $state.raw<{
    readonly id: AttendeeId
    readonly name: string
    readonly code: string
  } | null>(null)

  #own = $state.raw<readonly DoorRecord[]>([])
  readonly #live: LiveNight<'door'>
  readonly #isNews = newsOnly()
  #key = 0

  constructor(live: LiveNight<'door'>) {
    this.#live = live
  }

  /** Newest first: what was done here, and what an earlier visit left waiting. */
  get records(): readonly DoorRecord[] {
    const earlier = this.#live.outbox.waiting
      .filter((w) => !this.#own.some((r) => r.id === w.id))
      .map((w): DoorRecord => ({
        id: w.id,
        ...labelOf(w.command, this.#roster),
        at: w.since,
        state: 'waiting',
      }))
    return [...this.#own, ...earlier.reverse()]
  }

  /** The last one let in who can still be taken back. */
  get last(): DoorRecord | null {
    return this.#own.find((r) => r.state === 'in' && this.whoOf(r)) ?? null
  }

  /** Whatever the camera reads; a badge that is held still is checked in once. */
  scan(text: string): void {
    if (!this.#isNews(text, Date.now())) return
    const badge = badgeText(text)
    if (!badge) return this.#show({ tone: 'refused', code: 'not-a-badge', name: null })
    if (badge.night !== this.#live.night)
      return this.#show({ tone: 'refused', code: 'door/other-night', name: null })
    void this.#letIn({ type: 'door/check-in', badge: text })
  }

  byCode(typed: string): void {
    const codes = Object.values(this.#roster).map((entry) => entry.code)
    void this.#letIn({ type: 'door/check-in', code: codeMeant(typed, codes) })
  }

  byName(id: AttendeeId): void {
    void this.#letIn({ type: 'door/check-in', for: id })
  }

  async walkIn(newcomer: Newcomer): Promise<void> {
    const { name, languages, first, phoneless, broughtBy } = newcomer
    const answer = await this.#letIn({
      type: 'door/walk-in',
      ...{ name: name === '' ? null : name, languages: [...languages], first, phoneless },
      ...{ offers: [], seeks: [] },
      ...(broughtBy && { with: broughtBy }),
    })
    if (!answer.ok || !phoneless) return
    const { id, name: given, code } = answer.facts ?? {}
    this.newcomer = { id: String(id) as AttendeeId, name: String(given), code: String(code) }
  }

  async checkOut(id: AttendeeId): Promise<void> {
    await this.#order({ type: 'door/check-out', for: id }, 'out')
  }

  async undo(record: DoorRecord): Promise<void> {
    const who = this.whoOf(record)
    if (!who) return
    const done = await this.#order({ type: 'door/undo-check-in', for: who }, 'undone')
    // One line for one person: the order itself is no news once it is done.
    if (!done) return
    this.#own = this.#own.filter((r) => r.id !== done)
    this.#change(record.id, { state: 'undone' })
  }

  /** Whom a record is about, where this phone knows it. */
  whoOf(record: DoorRecord): AttendeeId | null {
    if (record.who) return record.who
    const found = Object.entries(this.#roster).find(([, entry]) => entry.code === record.code)
    return found ? (found[0] as AttendeeId) : null
  }

  dismiss(): void {
    this.shown = null
  }

  get #roster(): Readonly<{ [id: AttendeeId]: RosterEntry }> {
    return this.#live.view?.roster ?? {}
  }

  async #letIn(command: Command) {
    const id = this.#record(command)
    const known = this.#own.find((r) => r.id === id)?.name ?? null
    const kept = this.#keptUnlessAnswered(known)
    const answer = await this.#live.outbox.send(command, id)
    const late = kept.settle()
    const verdict = verdictOf(answer, known)
    const { name, code, id: who } = answer.facts ?? {}
    this.#change(id, {
      state: verdict.tone === 'kept' ? 'waiting' : verdict.tone,
      late,
      ...(name !== undefined && { name: String(name) }),
      ...(code !== undefined && { code: String(code) }),
      ...(who !== undefined && { who: String(who) as AttendeeId }),
      ...(!answer.ok && { why: answer.code, ...(answer.facts && { facts: answer.facts }) }),
    })
    // Late, the door has other people in front of it: the list says how it ended.
    if (!late) this.#show(verdict)
    return answer
  }

  /** Gives an order about somebody; its id once it is done, null when it was refused. */
  async #order(command: Command, goal: 'out' | 'undone'): Promise<CommandId | null> {
    const id = this.#record(command)
    const name = this.#own.find((r) => r.id === id)?.name ?? null
    const kept = this.#keptUnlessAnswered(name)
    const answer = await this.#live.outbox.send(command, id)
    const late = kept.settle()
    this.#change(id, {
      state: answer.ok ? goal : 'refused',
      late,
      ...(!answer.ok && { why: answer.code }),
    })
    if (!late)
      this.#show(
        answer.ok
          ? { tone: goal, name: name ?? '' }
          : {
              tone: 'refused',
              code: answer.code,
              name,
              ...(answer.facts && { facts: answer.facts }),
            },
      )
    return answer.ok ? id : null
  }

  /** Says «kept» once an answer is out of reach or too slow; `settle` tells whether it did. */
  #keptUnlessAnswered(name: string | null): { settle(): boolean } {
    const say = () => this.#show({ tone: 'kept', name })
    let key: number | null = null
    const timer = setTimeout(
      () => {
        say()
        key = this.#key
      },
      this.#live.live ? patienceMs : 0,
    )
    return {
      settle: () => {
        clearTimeout(timer)
        // An answer while «kept» is still on show takes its place.
        return key !== null && this.shown?.key !== key
      },
    }
  }

  #show(verdict: Verdict): void {
    this.shown = { key: ++this.#key, verdict }
  }

  #record(command: Command): CommandId {
    const id = freshCommandId()
    const record: DoorRecord = {
      id,
      ...labelOf(command, this.#roster),
      at: this.#live.clock.read(),
      state: 'waiting',
    }
    this.#own = [record, ...this.#own].slice(0, 60)
    return id
  }

  #change(id: CommandId, changes: Partial<DoorRecord>): void {
    this.#own = this.#own.map((r) => (r.id === id ? { ...r, ...changes } : r))
  }
}
