import { describe, expect, it } from 'vitest'
import type { TalkId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import { attendeeView } from '#night/views/attendee.ts'
import { publicView } from '#night/views/public.ts'
import { as, clock, host, idOf, tonight, type Story } from '../story.ts'

const talk = (title: string, minutes = 15): Command => ({
  type: 'talks/propose',
  ...{ title, minutes, language: 'fr', line: '', link: null },
})
const idsOf = (story: Story): TalkId[] => story.night.talks.list.map((t) => t.id)
const first = (story: Story): TalkId => idsOf(story)[0] as TalkId

describe('a talk', () => {
  it('may be proposed by anybody present, and by nobody else', () => {
    tonight().enters('Ana').when(as('Ana'), talk('Mesh radio')).then('talks/proposed')
    tonight()
      .enters('Ana')
      .given(as('Ana'), { type: 'door/check-out' })
      .when(as('Ana'), talk('Mesh radio'))
      .thenRefused('talks/not-present')
  })

  it('stops at three waiting proposals from one person', () => {
    const story = tonight().enters('Ana')
    for (const title of ['One', 'Two', 'Three']) story.given(as('Ana'), talk(title))
    story.when(as('Ana'), talk('Four')).thenRefused('talks/too-many')
  })

  it('stops at a dozen from one person, those taken back too', () => {
    const story = tonight().enters('Ana')
    for (let n = 1; n <= 12; n++) {
      story.given(as('Ana'), talk(`Number ${n}`))
      const last = idsOf(story).at(-1)
      if (!last) throw new Error('expected a talk')
      story.given(as('Ana'), { type: 'talks/withdraw', talk: last })
    }
    story.when(as('Ana'), talk('One more')).thenRefused('talks/too-many')
  })

  it('never takes the id of another, whatever id the command was given', () => {
    const story = tonight()
      .enters('Ana')
      .enters('Bilal')
      .given(as('Ana'), talk('One'), 'proposes-1')
    story.when(as('Bilal'), talk('Another'), 'proposes-1').thenRefused('not-allowed')
  })

  it('is by its speaker’s present name on every screen', () => {
    const story = tonight().enters('Ana').given(as('Ana'), talk('Mesh radio'))
    story.given(host, { type: 'door/rename', for: idOf('Ana'), name: 'Anaïs' })
    expect(publicView(story.night).talks.list.map((t) => t.speaker)).toEqual(['Anaïs'])
  })

  it('is supported once by each person, and support is taken back', () => {
    const story = tonight().enters('Ana').enters('Bilal').given(as('Ana'), talk('Mesh radio'))
    const support = { type: 'talks/support' as const, talk: first(story) }
    story.when(as('Bilal'), support).then('talks/supported')
    story.when(as('Bilal'), support).then()
    expect(story.night.talks.support.get(first(story))?.size).toBe(1)
    story.when(as('Bilal'), { ...support, type: 'talks/unsupport' }).then('talks/unsupported')
  })

  it('comes to the stage only when accepted, and one at a time', () => {
    const story = tonight()
      .enters('Ana')
      .given(as('Ana'), talk('One'))
      .given(as('Ana'), talk('Two'))
    const [one, two] = idsOf(story) as [TalkId, TalkId]
    story.when(host, { type: 'talks/call', talk: one }).thenRefused('talks/not-accepted')
    story
      .given(host, { type: 'talks/accept', talk: one })
      .given(host, { type: 'talks/accept', talk: two })
    story.at('19:02').when(host, { type: 'talks/call', talk: one }).then('talks/called')
    expect(story.night.talks.stage).toMatchObject({ endsAt: clock('19:17') })
    story.when(host, { type: 'talks/call', talk: two }).thenRefused('talks/stage-taken')
    story.when(host, { type: 'talks/stop', talk: one }).then('talks/stopped')
    story.when(host, { type: 'talks/call', talk: two }).then('talks/called')
  })

  it('is withdrawn by its speaker or the host, and by nobody else', () => {
    const story = tonight().enters('Ana').enters('Bilal').given(as('Ana'), talk('Mesh radio'))
    const withdraw = { type: 'talks/withdraw' as const, talk: first(story) }
    story.when(as('Bilal'), withdraw).thenRefused('talks/not-yours')
    story.when(as('Ana'), withdraw).then('talks/judged')
  })

  it('called by mistake goes back to the queue, the stage to whoever had it', () => {
    const story = tonight().enters('Ana').given(as('Ana'), talk('One'))
    story.given(host, { type: 'talks/accept', talk: first(story) })
    story.given(host, { type: 'talks/call', talk: first(story) }).undone()
    expect(story.night.talks.stage).toBeNull()
    expect(story.night.talks.list[0]?.state).toBe('accepted')
  })

  it('is nothing that one’s own list of talks follows: moved by others, it stays', () => {
    const story = tonight().enters('Ana')
    for (const title of ['One', 'Two']) story.given(as('Ana'), talk(title))
    const mine = attendeeView(story.night, idOf('Ana'))?.me.talks
    story.given(host, { type: 'talks/move', talk: idsOf(story)[1] as TalkId, to: 0 })
    expect(attendeeView(story.night, idOf('Ana'))?.me.talks).toEqual(mine)
  })

  it('moves in the queue, and back', () => {
    const story = tonight().enters('Ana')
    for (const title of ['One', 'Two', 'Three']) story.given(as('Ana'), talk(title))
    const before = idsOf(story)
    story.given(host, { type: 'talks/move', talk: before[2] as TalkId, to: 0 })
    expect(idsOf(story)).toEqual([before[2], before[0], before[1]])
    story.undone()
    expect(idsOf(story)).toEqual(before)
  })
})
