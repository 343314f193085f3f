// Code that has never run is slow: the first round of an evening would reach its phones late. So a
// small evening of nobody is lived through beforehand, as far as views and frames go.
import { setImmediate as turn } from 'node:timers/promises'
import * as v from 'valibot'
import { decide } from '#night/decide.ts'
import { chain, textOfCommit, type Commit } from '#night/history.ts'
import { commandId, nightId, passId } from '#night/ids.ts'
import { apply, command, emptyNight, type Night } from '#night/night.ts'
import type { Actor } from '#night/order.ts'
import { minutes, plus, type Instant } from '#night/time.ts'
import { sha256 } from '../log/sha256.ts'
import { OwnPart } from './own-part.ts'
import { SharedTexts } from './texts.ts'

const people = 40
const looks = 15
const host: Actor = { role: 'host', pass: v.parse(passId, 'hostpass1') }
const evening = v.parse(nightId, 'nobody00')

/** Takes a tenth of a second or two of processor time, a little at a time. */
export async function warmUp(now: Instant): Promise<void> {
  const night = emptyNight()
  let head: Commit | null = null
  let orders = 0
  const give = (by: Actor, asked: object): void => {
    const id = v.parse(commandId, `warm-up-${++orders}`)
    const at = plus(now, minutes(orders))
    const decision = decide(night, { id, by, at, command: v.parse(command, asked) })
    if (!decision.ok) throw new Error(`warming up, found ${JSON.stringify(asked)} refused`)
    const body = { night: evening, command: id, type: 'warm-up', by: by.role, at }
    head = chain(head, { ...body, events: decision.events }, sha256)
    textOfCommit(head)
    for (const event of decision.events) apply(night, event)
  }
  const segment = {
    id: 'rounds',
    kind: 'rounds',
    title: null,
    start: now,
    end: plus(now, minutes(60)),
  }
  give(
    { role: 'owner' },
    {
      type: 'night/create',
      ...{
        title: 'Nobody',
        community: 'Nobody',
        venue: '',
        link: null,
        date: '2026-12-02',
        topics: [],
      },
      ...{ forecast: null, code: 'A2B3', languages: ['fr', 'en'], tables: people, queue: [] },
      ...{
        segments: [segment],
        eraseAt: plus(now, minutes(9_999)),
        roomSecret: 'nothing is secret',
      },
    },
  )
  give(host, { type: 'program/start', segment: 'rounds' })
  for (let i = 0; i < people; i++) {
    const said = { languages: ['fr', 'en'], offers: ['mesh', `topic ${i}`], seeks: ['mesh'] }
    give(host, { type: 'door/walk-in', name: null, ...said, first: false, phoneless: false })
  }
  for (let number = 1; number <= night.rounds.settings.count; number++) {
    give(host, { type: 'rounds/plan', number })
    give(host, { type: 'rounds/start', number })
    for (let look = 0; look < looks; look++) {
      lookAt(night, head)
      await turn()
    }
    give(host, { type: 'rounds/end', number })
  }
}

function lookAt(night: Night, head: Commit | null): void {
  if (!head) return
  const texts = new SharedTexts(night, head.id)
  for (const kind of ['attendee', 'host', 'display'] as const) void texts.of(kind).members
  for (const id of night.door.attendees.keys()) new OwnPart(id).take(night)
}
