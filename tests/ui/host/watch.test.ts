import { describe, expect, it } from 'vitest'
import type { Command } from '#night/night.ts'
import type { Screens } from '#night/views/audience.ts'
import { viewOf } from '#night/views/index.ts'
import { concernsOf } from '#ui/host/watch.ts'
import type { HostSight } from '#ui/host/sight.ts'
import { at, endRound, Evening, start, startRound } from '../../night/program/evening.ts'

const concerns = (evening: Evening, now: string) =>
  concernsOf(viewOf(evening.night, { kind: 'host' }) as HostSight, at(now)).filter(
    (c) => c.kind !== 'no-display',
  )
const opened = (people: number) => new Evening().people(people).order('18:30', start('doors'))
const speaking = (name: string, language: 'fr' | 'en') => ({
  ...{ type: 'door/walk-in', name, languages: [language], offers: [], seeks: [] },
  ...{ first: false, phoneless: false },
})

describe('what the host should know of', () => {
  it('is nothing when sixty people came and all is well', () => {
    expect(concerns(opened(60), '19:00')).toEqual([])
  })

  it('is that pairs outnumber tables', () => {
    expect(concerns(opened(62), '19:00')).toEqual([{ kind: 'tables', pairs: 31, tables: 30 }])
  })

  it('is that somebody is alone', () => {
    expect(concerns(opened(1), '19:00')).toEqual([{ kind: 'too-few', present: 1 }])
  })

  it('is that a preview is older than who is present', () => {
    const evening = opened(8).order('19:00', { type: 'rounds/plan', number: 1 })
    expect(concerns(evening, '19:00')).toEqual([])
    evening.order('19:01', speaking('Late', 'fr'))
    expect(concerns(evening, '19:01')).toEqual([{ kind: 'plan-old', number: 1 }])
  })

  it('is who is not at the table once a round has begun, and not before', () => {
    const evening = opened(8).order('19:28', startRound(1))
    expect(concerns(evening, '19:29')).toEqual([])
    const [first] = evening.night.rounds.list[0]?.pairings ?? []
    const order: Command = { type: 'rounds/here', number: 1 as never, for: first?.people[0] }
    evening.order('19:31', order)
    expect(concerns(evening, '19:31')).toEqual([{ kind: 'missing', people: 7, tables: 4 }])
  })

  it('is that everybody waits for the next round', () => {
    const evening = opened(8).order('19:28', startRound(1)).order('19:40', endRound(1))
    expect(concerns(evening, '19:41')).toEqual([])
    expect(concerns(evening, '19:45')).toEqual([{ kind: 'round-waits', number: 2, minutes: 5 }])
  })

  it('is that a talk is over its time', () => {
    const evening = new Evening([{ title: 'Mesh', minutes: 15 }]).order('19:00', start('talks'))
    const talk = evening.night.talks.list[0]?.id
    evening.order('19:00', { type: 'talks/call', talk })
    expect(concerns(evening, '19:15')).toEqual([])
    expect(concerns(evening, '19:18')).toEqual([{ kind: 'talk-over', minutes: 3 }])
  })

  it('is that a display which was handed out is connected no more', () => {
    const evening = opened(8)
    const view = viewOf(evening.night, { kind: 'host' }) as HostSight
    const pass = { id: 'display00001', role: 'display', label: '', grantedAt: at('18:00') } as never
    const kinds = (screens: Screens | null, passes: HostSight['passes'] = [pass]) =>
      concernsOf({ ...view, passes }, at('18:40'), screens).map((c) => c.kind)
    expect(kinds({ attendee: 8, host: 1 })).toContain('display-gone')
    expect(kinds({ attendee: 8, host: 1, display: 1 })).not.toContain('display-gone')
    // Nobody has said yet.
    expect(kinds(null)).not.toContain('display-gone')
    // The host's own pass opens a display too.
    expect(kinds({ display: 1 }, [])).toEqual([])
  })
})
