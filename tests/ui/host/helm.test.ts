import { describe, expect, it } from 'vitest'
import { host as english } from '#i18n/en/host.ts'
import { host as french } from '#i18n/fr/host.ts'
import { permissions } from '#night/permissions.ts'
import { viewOf } from '#night/views/index.ts'
import { helmOf, undoneBy } from '#ui/host/helm.ts'
import type { HostSight } from '#ui/host/sight.ts'
import { at, Evening, start, startRound } from '../../night/program/evening.ts'

const sight = (evening: Evening) => viewOf(evening.night, { kind: 'host' }) as HostSight
const helm = (evening: Evening, now = '19:00') => helmOf(sight(evening), english, at(now))
const opened = (people: number) => new Evening().people(people).order('18:30', start('doors'))

describe('the one button', () => {
  it('opens the doors first', () => {
    expect(helm(new Evening()).label).toBe('Open doors')
  })

  it('says how many people and tables a round will have', () => {
    const evening = opened(58).order('19:00', start('talks'))
    expect(helm(evening).label).toBe('Start round 1: 58 people, 29 tables')
    expect(helmOf(sight(evening), french, at('19:00')).label).toBe(
      'Lancer le tour 1\u00a0: 58 personnes, 29 tables',
    )
  })

  it('names the talk and who gives it', () => {
    const evening = new Evening([{ title: 'P2P vs Lords of the Ring', minutes: 15 }])
    expect(helm(evening.order('19:00', start('talks'))).label).toBe(
      'Call “P2P vs Lords of the Ring” (Ada)',
    )
  })

  it('waits for a second person rather than ask for what is refused', () => {
    expect(helm(opened(1).order('19:00', start('talks')))).toEqual({
      ...{ label: 'Round 1 needs two people', command: null, ask: null },
    })
  })

  it('asks before it ends a round early, and not when it is nearly over', () => {
    const evening = opened(6).order('19:28', startRound(1))
    expect(helm(evening, '19:35')).toMatchObject({
      label: 'End round 1 now',
      ask: { kind: 'end-round', leftMs: 300_000 },
    })
    expect(helm(evening, '19:39:50').ask).toBeNull()
  })

  it('asks before it pairs anew what was looked at', () => {
    const evening = opened(6).order('19:00', start('talks'))
    evening.order('19:20', { type: 'rounds/plan', number: 1 })
    expect(helm(evening).ask).toBeNull()
    expect(helm(evening.people(1, '19:21')).ask).toEqual({ kind: 'stale-preview', number: 1 })
  })

  it('resumes, ends, and is nothing once the night is over', () => {
    const evening = opened(6).order('19:00', { type: 'program/pause' })
    expect(helm(evening).label).toBe('Resume')
    evening.order('19:01', { type: 'program/resume' }).order('20:00', start('free'))
    expect(helm(evening)).toMatchObject({ label: 'End the night', ask: { kind: 'end-night' } })
    evening.order('23:00', { type: 'program/end' })
    expect(helm(evening)).toMatchObject({ label: 'The night is over', command: null })
  })
})

describe('undo', () => {
  // What a host does for one person at a table is not taken back.
  const final = ['undo/take', 'rounds/here', 'rounds/partner-missing']
  const undoable = Object.entries(permissions).filter(
    ([type, roles]) => roles.includes('host') && !final.includes(type),
  )

  it.each(undoable.map(([type]) => type))('says what it takes back of %s', (type) => {
    expect(undoneBy(type, english)).not.toBe(english.undo.last)
    expect(undoneBy(type, french)).not.toBe(french.undo.last)
  })
})
