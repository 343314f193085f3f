import * as v from 'valibot'
import { idFrom } from '../codes.ts'
import { accept, acceptWithInverse, refuse } from '../decision.ts'
import { attendeeOf, isInside } from '../door/model.ts'
import { talkId, type TalkId } from '../ids.ts'
import type { Night, NightEvent } from '../night.ts'
import { subjectOf, type Order } from '../order.ts'
import type { Decision, Rules } from '../rule.ts'
import { minutes, plus } from '../time.ts'
import { lengthOf, talkOf, type Talk, type TalkState } from './model.ts'

type TalksRules =
  | 'talks/propose'
  | 'talks/support'
  | 'talks/unsupport'
  | 'talks/withdraw'
  | 'talks/accept'
  | 'talks/decline'
  | 'talks/move'
  | 'talks/call'
  | 'talks/stop'
  | 'talks/extend'

/** Waiting at once, from one person. */
const proposalsEach = 3
/** In all, withdrawn ones too: the host's list stays one that can be read. */
const proposalsEver = 12

const restoring = (night: Night, at: Order<unknown>['at']): NightEvent => ({
  type: 'talks/restored',
  list: night.talks.list,
  stage: night.talks.stage,
  at,
})

type OnTalk = Order<{ readonly talk: TalkId }>

function withTalk(night: Night, order: OnTalk, rule: (talk: Talk) => Decision): Decision {
  const talk = talkOf(night.talks, order.command.talk)
  return talk ? rule(talk) : refuse('talks/no-such-talk')
}

/** An attendee touches only their own talks; a host any. */
const mayTouch = (talk: Talk, { by }: OnTalk): boolean =>
  by.role !== 'attendee' || talk.by === by.attendee

const judged =
  (state: TalkState, from: readonly TalkState[]) =>
  (night: Night, order: OnTalk): Decision =>
    withTalk(night, order, (talk) => {
      if (talk.state === state) return accept()
      if (!from.includes(talk.state)) return refuse('talks/too-late')
      return acceptWithInverse<NightEvent>(
        [{ type: 'talks/judged', talk: talk.id, state }],
        [{ type: 'talks/judged', talk: talk.id, state: talk.state }],
      )
    })

const supporting =
  (type: 'talks/supported' | 'talks/unsupported') =>
  (night: Night, order: OnTalk): Decision =>
    withTalk(night, order, (talk) => {
      const attendee = order.by.role === 'attendee' ? order.by.attendee : null
      if (!attendee || !attendeeOf(night.door, attendee)) return refuse('not-allowed')
      const supports = night.talks.support.get(talk.id)?.has(attendee) ?? false
      if (supports === (type === 'talks/supported')) return accept()
      return accept<NightEvent>({ type, talk: talk.id, attendee })
    })

export const talksRules: Rules<TalksRules> = {
  'talks/propose': (night, order) => {
    const { id, at, by, command } = order
    if (night.program.phase === 'over') return refuse('night/over')
    const proposer = subjectOf(order)
    const attendee = proposer && attendeeOf(night.door, proposer)
    if (by.role === 'attendee' || proposer) {
      if (!attendee || !isInside(attendee.state)) return refuse('talks/not-present')
      const own = night.talks.list.filter((t) => t.by === attendee.id)
      if (own.length >= proposalsEver) return refuse('talks/too-many', { most: proposalsEver })
      if (own.filter((t) => t.state === 'proposed').length >= proposalsEach)
        return refuse('talks/too-many', { most: proposalsEach })
    } else if (!command.speaker) return refuse('door/whom')
    const fresh = v.parse(talkId, idFrom(`${id}:talk`))
    // A retry was answered before it came here: this is a command id made up to hit another's talk.
    if (talkOf(night.talks, fresh)) return refuse('not-allowed')
    const talk: Talk = {
      id: fresh,
      kind: 'talk',
      by: attendee ? attendee.id : null,
      speaker: attendee ? attendee.name : (command.speaker ?? null),
      title: command.title,
      minutes: command.minutes,
      language: command.language,
      line: command.line,
      link: command.link,
      state: by.role === 'host' ? 'accepted' : 'proposed',
    }
    const proposed: NightEvent = { type: 'talks/proposed', talk, at }
    return acceptWithInverse<NightEvent>([proposed], [{ type: 'talks/removed', talk: talk.id }])
  },

  'talks/support': supporting('talks/supported'),
  'talks/unsupport': supporting('talks/unsupported'),

  'talks/withdraw': (night, order) =>
    withTalk(night, order, (talk) => {
      if (!mayTouch(talk, order)) return refuse('talks/not-yours')
      return judged('withdrawn', ['proposed', 'accepted'])(night, order)
    }),
  'talks/accept': judged('accepted', ['proposed', 'declined', 'withdrawn', 'held']),
  'talks/decline': judged('declined', ['proposed', 'accepted']),

  'talks/move': (night, order) =>
    withTalk(night, order, (talk) => {
      const rest = night.talks.list.filter((t) => t.id !== talk.id)
      const moved = [...rest.slice(0, order.command.to), talk, ...rest.slice(order.command.to)]
      if (moved.every((t, i) => t === night.talks.list[i])) return accept()
      return acceptWithInverse<NightEvent>(
        [{ type: 'talks/ordered', order: moved.map((t) => t.id) }],
        [{ type: 'talks/ordered', order: night.talks.list.map((t) => t.id) }],
      )
    }),

  'talks/call': (night, order) =>
    withTalk(night, order, (talk) => {
      const { stage } = night.talks
      if (stage?.talk === talk.id) return accept()
      if (stage) return refuse('talks/stage-taken')
      if (talk.state !== 'accepted') return refuse('talks/not-accepted')
      const { at } = order
      return acceptWithInverse<NightEvent>(
        [{ type: 'talks/called', talk: talk.id, at, endsAt: plus(at, lengthOf(talk)) }],
        [restoring(night, at)],
      )
    }),

  'talks/stop': (night, order) =>
    withTalk(night, order, (talk) => {
      if (!mayTouch(talk, order)) return refuse('talks/not-yours')
      if (talk.state === 'held') return accept()
      if (night.talks.stage?.talk !== talk.id) return refuse('talks/not-on-stage')
      return acceptWithInverse<NightEvent>(
        [{ type: 'talks/stopped', talk: talk.id, at: order.at }],
        [restoring(night, order.at)],
      )
    }),

  'talks/extend': (night, order) =>
    withTalk(night, order, (talk) => {
      if (night.talks.stage?.talk !== talk.id) return refuse('talks/not-on-stage')
      const by = minutes(order.command.minutes)
      return acceptWithInverse<NightEvent>(
        [{ type: 'talks/extended', talk: talk.id, by }],
        [{ type: 'talks/extended', talk: talk.id, by: minutes(-order.command.minutes) }],
      )
    }),
}
