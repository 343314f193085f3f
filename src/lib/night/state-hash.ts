// One word for where a night stands, the same for the same evening on another store.
import type { About } from './about/model.ts'
import type { Attendee } from './door/model.ts'
import type { OpenTable } from './floor/model.ts'
import { canonical, first128Bits, type Sha256 } from './history.ts'
import type { AttendeeId } from './ids.ts'
import type { Night } from './night.ts'
import type { Pass } from './passes/model.ts'
import type { Segment } from './program/model.ts'
import type { Offer, Pairing, Round, Rounds, SealedRound, Seating } from './rounds/model.ts'
import { inOrder, namesOf, type Names } from './state-names.ts'
import type { Talk } from './talks/model.ts'
import { between, type Instant } from './time.ts'

/** Every field of T but those left out by name: a new field does not compile until it is decided on. */
type Told<T, LeftOut extends keyof T = never> = Record<Exclude<keyof T, LeftOut>, unknown>

/**
 * The first 16 bytes, base64url, of SHA-256 over the content of a night's state. Two runs of one
 * evening on different stores give the same hash:
 *
 * - Maps and sets, and lists whose order says nothing (pairings, a table's people, passes), are put in
 *   an order of their own. The order of talks is the queue, and counts.
 * - Ids, codes, secrets and their hashes, tokens and command ids are chance, and left out. Attendees
 *   are told by name, those of one name by what they said of themselves and then by who came first;
 *   talks by title and speaker; segments and rounds by their place. Tokens of earlier meetings are
 *   told by who shares them.
 * - Instants are left out, and told as whether it happened (started, ended, checked in, paused). Only
 *   those of the program count, from the start of its first segment on: they are planned, not lived.
 * - How a seating was found (seed, input, engine, effort, certificate) is left out, what it is counts.
 */
export function stateHash(night: Night, sha256: Sha256): string {
  return first128Bits(sha256(canonical(['night state 1', stateOf(night)])))
}

function stateOf(night: Night) {
  const names = namesOf(night)
  const { about, door, floor, screens, passes, undo } = night
  return {
    about: about && aboutOf(about),
    program: programOf(night),
    door: {
      attendees: inOrder([...door.attendees.values()].map((a) => attendeeOf(a, names))),
      selfCheckIn: door.selfCheckIn,
    } satisfies Told<Night['door'], 'byCode' | 'names' | 'inside'>,
    rounds: roundsOf(night.rounds, names),
    talks: talksOf(night, names),
    floor: {
      tables: floor.tables,
      open: inOrder([...floor.open.values()].map((table) => openTableOf(table, names))),
    } satisfies Told<Night['floor']>,
    screens: { ...screens },
    passes: inOrder([...passes.values()].map(passOf)),
    undo: undo.map(({ command }) => command),
  } satisfies Told<Night>
}

const aboutOf = ({ title, venue, link, topics, forecast, community, date, languages }: About) =>
  ({ title, venue, link, topics, forecast, community, date, languages }) satisfies Told<
    About,
    'code' | 'eraseAt' | 'roomSecret' | 'utcOffset'
  >

function programOf({ program }: Night) {
  const { phase, segments, current, pausedAt } = program
  const zero = segments[0]?.start ?? (0 as Instant)
  return {
    phase,
    segments: segments.map(
      (s) =>
        ({
          ...{ kind: s.kind, title: s.title, skipped: s.skipped, extra: s.extra },
          ...{ start: between(zero, s.start), end: between(zero, s.end) },
          ...{ startedAt: s.startedAt !== null, endedAt: s.endedAt !== null },
        }) satisfies Told<Segment, 'id'>,
    ),
    current: segments.findIndex((s) => s.id === current),
    pausedAt: pausedAt !== null,
  } satisfies Told<Night['program'], 'endedAt'>
}

const attendeeOf = (a: Attendee, { who, all }: Names) =>
  ({
    name: who(a.id),
    ...{ languages: a.languages, offers: a.offers, seeks: a.seeks, first: a.first },
    ...{ phoneless: a.phoneless, with: who(a.with), state: a.state, keepsTable: a.keepsTable },
    ...{ checkedInAt: a.checkedInAt !== null, avoids: all(a.avoids), wishes: all(a.wishes) },
  }) satisfies Told<Attendee, 'id' | 'code' | 'joinedAt'>

function roundsOf(rounds: Rounds, names: Names) {
  const { settings, list, plan, sealed, ask, apart, remembered } = rounds
  return {
    settings: { ...settings },
    list: list.map((round) => roundOf(round, names)),
    plan: plan && { number: plan.number, seating: seatingOf(plan.seating, names) },
    sealed: (sealed?.rounds ?? []).map((round) => sealedOf(round, names)),
    ask: ask && { number: ask.number, in: names.all(ask.in) },
    apart: inOrder(apart.map(names.all)),
    remembered: sharedTokens(remembered, names),
  } satisfies Told<Rounds>
}

/** Words are chance. */
const sealedOf = ({ number, seating }: SealedRound, names: Names) =>
  ({ number, seating: seatingOf(seating, names) }) satisfies Told<SealedRound, 'words'>

type Chance = 'seed' | 'input' | 'engine' | 'effort' | 'certified'

const seatingOf = ({ pairings, byes, edits }: Seating, names: Names) =>
  ({ pairings: pairingsOf(pairings, names), byes: names.all(byes), edits }) satisfies Told<
    Seating,
    Chance
  >

const roundOf = (r: Round, names: Names) =>
  ({
    ...{ number: r.number, phase: r.phase, offersDue: r.offersDue, edits: r.seating.edits },
    pairings: pairingsOf(r.pairings, names),
    byes: names.all(r.byes),
    here: names.all(r.here),
    absent: names.all(r.absent),
    parted: inOrder(r.parted.map(names.all)),
    sent: inOrder(r.sent.keys()),
    offers: inOrder(r.offers.map((offer) => offerOf(offer, names))),
    met: names.all(r.met.keys()),
  }) satisfies Told<Round, 'seating' | 'words' | 'revealAt' | 'startsAt' | 'endsAt' | 'endedAt'>

const pairingsOf = (pairings: readonly Pairing[], { all }: Names) =>
  inOrder(
    pairings.map(
      ({ table, sign, people, rematch }) =>
        ({ table, sign, people: all(people), rematch }) satisfies Told<Pairing>,
    ),
  )

const offerOf = ({ kind, alone, waiting, table }: Offer, { who, all }: Names) =>
  ({ kind, alone: all(alone), waiting: who(waiting), table }) satisfies Told<Offer>

/** What phones remember of earlier nights, as groups of people who have a token in common. */
function sharedTokens(remembered: Rounds['remembered'], { who }: Names) {
  const groups = new Map<string, unknown[]>()
  const add = (id: AttendeeId, token: string, months: number) =>
    groups.set(token, [...(groups.get(token) ?? []), [who(id), months]])
  for (const [id, met] of remembered) for (const { token, months } of met) add(id, token, months)
  return inOrder([...groups.values()].map(inOrder))
}

function talksOf({ talks: { list, stage, support } }: Night, names: Names) {
  const talkOf = (t: Talk) =>
    ({
      ...{ kind: t.kind, by: names.who(t.by), speaker: t.speaker, title: t.title },
      ...{ minutes: t.minutes, language: t.language, line: t.line, link: t.link, state: t.state },
      ...{ support: names.all(support.get(t.id) ?? []) },
    }) satisfies Told<Talk, 'id'>
  return {
    list: list.map(talkOf),
    stage: stage && names.talk(stage.talk),
  }
}

const openTableOf = ({ table, topic, by, joined }: OpenTable, { who, all }: Names) =>
  ({ table, topic, by: who(by), joined: all(joined) }) satisfies Told<OpenTable, 'expiresAt'>

const passOf = ({ role, label }: Pass) =>
  ({ role, label }) satisfies Told<Pass, 'id' | 'hash' | 'grantedAt'>
