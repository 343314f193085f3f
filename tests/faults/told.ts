// A small night and what its screens would have heard of it: what the checker's tests damage.
import * as v from 'valibot'
import { attendeeIdFrom } from '#night/door/decide.ts'
import { textOfCommit, type Commit } from '#night/history.ts'
import { commandId, nightId, roundNumber } from '#night/ids.ts'
import { apply, emptyNight, type Command, type Night } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import { stateHash } from '#night/state-hash.ts'
import type { Instant } from '#night/time.ts'
import type { Audience } from '#night/views/audience.ts'
import { viewOf, type Slices } from '#night/views/index.ts'
import { sha256 } from '../../faults/checker/history.ts'
import type { Entry, Evidence, Transcript } from '../../faults/checker/transcript.ts'
import { decideOn } from '../../server/runtime/decide-on.ts'
import { NightState } from '../../server/runtime/night-state.ts'
import { clock, door, guest, host, monthly, owner, system } from '../night/story.ts'

export const night = v.parse(nightId, 'firstnight')
export const round = v.parse(roundNumber, 1)
export const idOf = (name: string) => attendeeIdFrom(`joins-${name}`)
export const idOfOrder = (n: number) => v.parse(commandId, `order-${String(n).padStart(4, '0')}`)

export class Told {
  readonly commits: Commit[] = []
  readonly #state = new NightState()
  #orders = 0
  #at = clock('19:30')

  at(time: string): this {
    this.#at = clock(time)
    return this
  }

  order(by: Actor, command: Command, name?: string): this {
    const id = name ? v.parse(commandId, name) : idOfOrder(++this.#orders)
    const { commit, answer } = decideOn(this.#state, night, { id, by, command, at: this.#at })
    if (!commit) throw new Error(`${command.type} led to nothing: ${JSON.stringify(answer)}`)
    this.#state.record(commit)
    this.commits.push(commit)
    return this
  }

  get now(): Instant {
    return this.#at
  }
}

/** Four people, one round of ten minutes that the host makes longer, ended by its deadline. */
export function aRound(): Told {
  const told = new Told().order(owner, monthly)
  for (const name of ['Ada', 'Grace', 'Joan', 'Mary']) {
    const profile = { languages: ['fr' as const], offers: [], seeks: [], first: false }
    told.order(guest, { type: 'door/join', name, ...profile }, `joins-${name}`)
    told.order(door, { type: 'door/check-in', for: idOf(name) })
  }
  told.order(host, { type: 'rounds/start', number: round })
  told.order(
    { role: 'attendee', attendee: idOf('Ada') },
    { type: 'rounds/here', number: round },
    'ada-is-here',
  )
  const by = 180_000 as never
  told.order(host, { type: 'rounds/extend', number: round, by })
  return told.at('19:45').order(system, { type: 'rounds/end', number: round })
}

export function nightAfter(commits: readonly Commit[]): Night {
  const after = emptyNight()
  for (const { events } of commits) for (const event of events) apply(after, event)
  return after
}

const overTheWire = (slices: Slices): Slices => JSON.parse(JSON.stringify(slices))

/** A screen that was there from the first commit on, and was told whole slices after each. */
export function transcriptOf(
  commits: readonly Commit[],
  audience: Audience,
  screen = audience.kind as string,
): Transcript {
  const entries = commits.flatMap((commit, i): Entry[] => {
    if (audience.kind === 'attendee' && !knows(commits, audience, i)) return []
    const snapshot = overTheWire(viewOf(nightAfter(commits.slice(0, i + 1)), audience))
    const { id: head, at } = commit
    return i === 0 || (audience.kind === 'attendee' && !knows(commits, audience, i - 1))
      ? [{ kind: 'welcome', at, head, snapshot, forgotten: false }]
      : [{ kind: 'frame', at, head, slices: snapshot }]
  })
  return { screen, audience, entries }
}

const knows = (commits: readonly Commit[], audience: Audience, i: number): boolean =>
  audience.kind === 'attendee' &&
  nightAfter(commits.slice(0, i + 1)).door.attendees.has(audience.attendee)

/** All as it should be: three screens, one process, one command of a phone that was asked twice. */
export function allIsWell(told = aRound()): Evidence & { transcripts: Transcript[] } {
  const { commits } = told
  const newest = commits.at(-1)
  if (!newest) throw new Error('expected a night, found nothing')
  const ada = transcriptOf(commits, { kind: 'attendee', attendee: idOf('Ada') }, 'Ada')
  return {
    texts: commits.map(textOfCommit),
    transcripts: [
      transcriptOf(commits, { kind: 'host' }),
      transcriptOf(commits, { kind: 'guest' }),
      { ...ada, entries: [...ada.entries, ...askedTwice(commits)] },
    ],
    states: [
      {
        process: 'one',
        state: {
          head: newest.id,
          number: newest.number,
          hash: stateHash(nightAfter(commits), sha256),
        },
      },
    ],
  }
}

function askedTwice(commits: readonly Commit[]): Entry[] {
  const id = v.parse(commandId, 'ada-is-here')
  const head = commits.find(({ command }) => command === id)?.id ?? null
  const answer = { ok: true, head } as const
  const at = commits.at(-1)?.at ?? 0
  const command: Command = { type: 'rounds/here', number: round }
  return [
    { kind: 'sent', at, id, command },
    { kind: 'answered', at, id, answer },
    { kind: 'answered', at, id, answer },
  ]
}
