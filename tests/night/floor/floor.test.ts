import { describe, expect, it } from 'vitest'
import type { TableNumber } from '#night/ids.ts'
import { as, host, system, tonight } from '../story.ts'

const table = (n: number) => n as TableNumber
const claim = (n: number, topic = 'Mesh radio') => ({
  type: 'floor/claim' as const,
  table: table(n),
  topic,
})

describe('an open table', () => {
  it('is claimed by one person at a time', () => {
    tonight()
      .enters('Ana')
      .enters('Bilal')
      .when(as('Ana'), claim(4))
      .then('floor/claimed')
      .when(as('Bilal'), claim(4, 'Wallets'))
      .thenRefused('floor/taken')
  })

  it('is one for each host', () => {
    tonight()
      .enters('Ana')
      .given(as('Ana'), claim(4))
      .when(as('Ana'), claim(5))
      .thenRefused('floor/has-another')
  })

  it('is among those that stand in the room', () => {
    tonight().enters('Ana').when(as('Ana'), claim(21)).thenRefused('floor/no-such-table')
  })

  it('expires unless renewed, and never before its time', () => {
    const story = tonight().at('20:05').enters('Ana').given(as('Ana'), claim(4))
    const expire = { type: 'floor/expire' as const, table: table(4) }
    story.at('20:34').when(system, expire).thenRefused('floor/not-due')
    story.given(as('Ana'), { type: 'floor/renew', table: table(4) })
    story.at('20:40').when(system, expire).thenRefused('floor/not-due')
    story.at('21:04').when(system, expire).then('floor/released')
  })

  it('is joined by others, who leave the one they had joined before', () => {
    const story = tonight().enters('Ana').enters('Bilal').enters('Chloé')
    story.given(as('Ana'), claim(4)).given(as('Bilal'), claim(5))
    story.when(as('Chloé'), { type: 'floor/join', table: table(4) }).then('floor/joined')
    story
      .when(as('Chloé'), { type: 'floor/join', table: table(5) })
      .then('floor/left', 'floor/joined')
    expect(story.night.floor.open.get(4)?.joined.size).toBe(0)
  })

  it('is free again when its host goes home', () => {
    const story = tonight().enters('Ana').given(as('Ana'), claim(4))
    story.when(as('Ana'), { type: 'door/check-out' }).then('door/checked-out', 'floor/released')
  })

  it('released by mistake comes back with those who had joined it', () => {
    const story = tonight().enters('Ana').enters('Bilal').given(as('Ana'), claim(4))
    story.given(as('Bilal'), { type: 'floor/join', table: table(4) })
    story.given(host, { type: 'floor/release', table: table(4) }).undone()
    expect(story.night.floor.open.get(4)).toMatchObject({
      topic: 'Mesh radio',
      joined: new Set([expect.any(String)]),
    })
  })
})
