import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { announcedTalk } from '#night/talks/model.ts'
import { draftOf, instantAt } from '../../server/announcement/night-draft.ts'
import type { AnnouncedItem, Announcement } from '../../server/announcement/parse.ts'
import { queueOf } from '../../server/announcement/queue.ts'

const talk: Extract<AnnouncedItem, { kind: 'talk' | 'workshop' }> = {
  kind: 'talk',
  title: 'A',
  speaker: 'x',
  speakerLink: null,
  link: null,
  minutes: null,
  summary: '',
  language: null,
  line: 6,
}

const announcementWith = (...items: readonly AnnouncedItem[]): Announcement => ({
  ok: true,
  title: 'Paris P2P #1',
  subtitle: null,
  date: '2019-09-04',
  venue: 'Ground Control, Paris',
  link: null,
  draft: false,
  items,
  unread: [],
})

const utc = (text: string): number => Date.parse(text)

describe('a clock time at the venue', () => {
  const at: readonly (readonly [string, string, string, string, string])[] = [
    ['in January', '2020-01-08', '18:30', 'Europe/Paris', '2020-01-08T17:30:00Z'],
    ['in July', '2020-07-01', '18:30', 'Europe/Paris', '2020-07-01T16:30:00Z'],
    ['before the clocks go forward', '2020-03-29', '01:59', 'Europe/Paris', '2020-03-29T00:59:00Z'],
    ['in the hour that is skipped', '2020-03-29', '02:30', 'Europe/Paris', '2020-03-29T01:30:00Z'],
    [
      'after the clocks went forward',
      '2020-03-29',
      '03:00',
      'Europe/Paris',
      '2020-03-29T01:00:00Z',
    ],
    ['in the evening of that day', '2020-03-29', '18:30', 'Europe/Paris', '2020-03-29T16:30:00Z'],
    ['before the clocks go back', '2020-10-25', '01:59', 'Europe/Paris', '2020-10-24T23:59:00Z'],
    ['in the hour that comes twice', '2020-10-25', '02:30', 'Europe/Paris', '2020-10-25T00:30:00Z'],
    ['after the clocks went back', '2020-10-25', '03:00', 'Europe/Paris', '2020-10-25T02:00:00Z'],
    ['at midnight', '2020-01-01', '00:00', 'Europe/Paris', '2019-12-31T23:00:00Z'],
    ['far to the west', '2020-11-01', '01:30', 'America/New_York', '2020-11-01T05:30:00Z'],
    [
      'far to the east, by three quarters',
      '2020-01-08',
      '18:30',
      'Asia/Kathmandu',
      '2020-01-08T12:45:00Z',
    ],
    [
      'where a day begins at one',
      '2018-11-04',
      '00:30',
      'America/Sao_Paulo',
      '2018-11-04T03:30:00Z',
    ],
    ['in UTC', '2020-02-29', '23:59', 'UTC', '2020-02-29T23:59:00Z'],
  ]
  for (const [name, date, time, zone, instant] of at) {
    it(`${name} is the right instant`, () => {
      expect(new Date(instantAt(date, time, zone)).toISOString()).toBe(
        new Date(utc(instant)).toISOString(),
      )
    })
  }

  it('is refused when it is no date, time or zone', () => {
    for (const [date, time, zone] of [
      ['2019-02-29', '18:30', 'UTC'],
      ['2019-2-1', '18:30', 'UTC'],
      ['2019-02-01', '24:00', 'UTC'],
      ['2019-02-01', '9:00', 'UTC'],
      ['2019-02-01', '09:00', 'Europe/Lutetia'],
    ] as const) {
      expect(() => instantAt(date, time, zone), `${date} ${time} ${zone}`).toThrow(RangeError)
    }
  })
})

describe('the draft of a night', () => {
  it('is the monthly template on the announced date', () => {
    const draft = draftOf(announcementWith(talk))
    expect(draft).toMatchObject({
      title: 'Paris P2P #1',
      venue: 'Ground Control, Paris',
      link: null,
      startsOn: '2019-09-04',
      queue: [talk],
      overfull: 0,
    })
    expect(draft.segments.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['doors', '18:30', '19:00'],
      ['talks', '19:00', '19:30'],
      ['rounds', '19:30', '20:00'],
      ['free', '20:00', '23:00'],
    ])
    expect(draft.segments[0]?.startsAt).toBe(utc('2019-09-04T16:30:00Z'))
    expect(draft.segments[3]?.endsAt).toBe(utc('2019-09-04T21:00:00Z'))
  })

  it('takes the time zone it is given', () => {
    const draft = draftOf(announcementWith(), { timeZone: 'UTC' })
    expect(draft.segments[0]?.startsAt).toBe(utc('2019-09-04T18:30:00Z'))
  })

  it('says by how many minutes the talks outlast their segment', () => {
    const overfull = (...items: readonly AnnouncedItem[]): number =>
      draftOf(announcementWith(...items)).overfull
    expect(overfull(talk, talk)).toBe(0)
    expect(overfull(talk, talk, talk)).toBe(15)
    expect(overfull(talk, { kind: 'free-slot', minutes: 20, line: 7 })).toBe(5)
    expect(overfull({ ...talk, minutes: 60 })).toBe(30)
  })
})

describe('the queue of a night', () => {
  it('holds talks and free slots as the night takes them', () => {
    const items: readonly AnnouncedItem[] = [
      { ...talk, summary: 'About:\n\n- a\n- b', link: 'https://a.org' },
      { kind: 'free-slot', minutes: 20, line: 9 },
    ]
    const { queue, shortened } = queueOf(items)
    expect(shortened).toEqual([])
    expect(queue).toEqual([
      {
        kind: 'talk',
        title: 'A',
        speaker: 'x',
        minutes: 15,
        language: null,
        line: 'About: • a • b',
        link: 'https://a.org',
      },
      {
        kind: 'free-slot',
        title: '',
        speaker: null,
        minutes: 20,
        language: null,
        line: '',
        link: null,
      },
    ])
  })

  it('cuts what a night has no room for and says where', () => {
    const long: AnnouncedItem = {
      ...talk,
      title: '🦦'.repeat(100),
      speaker: 'x'.repeat(81),
      summary: 'y '.repeat(2000),
      link: `https://a.org/${'z'.repeat(500)}`,
      minutes: 300,
    }
    const { queue, shortened } = queueOf([long, ...Array.from({ length: 60 }, () => talk)])
    expect(queue).toHaveLength(60)
    for (const item of queue) expect(v.safeParse(announcedTalk, item).success).toBe(true)
    expect(queue[0]).toMatchObject({ title: `${'🦦'.repeat(69)}…`, link: null, minutes: 120 })
    expect(shortened.map(({ what }) => what).sort()).toEqual([
      'dropped',
      'line',
      'link',
      'minutes',
      'speaker',
      'title',
    ])
  })
})
