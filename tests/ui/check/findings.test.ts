// What a host reads of what was looked at.
import { describe, expect, test } from 'vitest'
import { check as en } from '#i18n/en/check.ts'
import { check as fr } from '#i18n/fr/check.ts'
import {
  ofNetwork,
  ofPhone,
  ofServer,
  verdictOf,
  type Finding,
  type OfPhone,
  type OfServer,
} from '#ui/check/findings.ts'

const phone: OfPhone = {
  ...{ secure: true, https: true, offline: true, storage: 'kept', camera: 'there' },
  ...{ wake: true, vibration: true, notices: 'granted' },
}
const network = { reached: 'ours', line: 'websocket', trips: [9, 4, 5], offset: 3 } as const
const inside: NonNullable<OfServer['inside']> = {
  ...{ store: 'disk', isAway: false, risks: [], freeBytes: 40e9, lagMs: 2 },
  nights: [{ date: '2026-12-02', phase: 'ahead' }],
}
const server: OfServer = { sameVersion: true, certificate: { daysLeft: 60 }, inside }
const tonight = { https: true, today: '2026-12-02' }
const keysOf = (found: readonly Finding[], level: Finding['level']) =>
  found.filter((each) => each.level === level).map(({ key }) => key)

describe('ready', () => {
  test('where all is well', () => {
    const found = [...ofPhone(phone, 3), ...ofNetwork(network), ...ofServer(server, tonight)]
    expect(verdictOf(found)).toMatchObject({ level: 'good' })
    expect(found.find(({ trips }) => trips)?.trips).toEqual({ median: 5, worst: 9 })
  })

  test('with things to know, over plain HTTP and by polling: the evening works all the same', () => {
    const plain = {
      ...phone,
      secure: false,
      https: false,
      offline: false,
      camera: 'insecure',
    } as const
    const found = [
      ...ofPhone({ ...plain, wake: false, vibration: false, notices: 'no' }, 0),
      ...ofNetwork({ ...network, line: 'polling' }),
      ...ofServer({ ...server, certificate: null }, { ...tonight, https: false }),
    ]
    expect(keysOf(found, 'bad')).toEqual([])
    expect(keysOf(found, 'know')).toEqual(['secure/no', 'line/polling'])
    expect(verdictOf(found)).toEqual({ level: 'know', count: 2 })
  })

  test('on the server’s own machine phones are still to be checked', () => {
    const found = [
      ...ofPhone({ ...phone, https: false }, 0),
      ...ofServer({ ...server, certificate: null }, { ...tonight, https: false }),
    ]
    expect(keysOf(found, 'know')).toEqual(['secure/own'])
    expect(found.map(({ key }) => key)).not.toContain('certificate/elsewhere')
  })

  test.each([
    [{ daysLeft: 3 }, 'know', 'certificate/short'],
    [{ daysLeft: 0 }, 'bad', 'certificate/over'],
    [null, 'plain', 'certificate/elsewhere'],
  ] as const)('a certificate %j is %s', (certificate, level, key) => {
    expect(keysOf(ofServer({ ...server, certificate }, tonight), level)).toContain(key)
  })
})

describe('not ready', () => {
  test.each([
    ['reached/portal', ofNetwork({ ...network, reached: 'portal' })],
    ['reached/nobody', ofNetwork({ ...network, reached: 'nobody' })],
    ['line/none', ofNetwork({ ...network, line: 'none' })],
    ['storage/none', ofPhone({ ...phone, storage: 'none' }, 0)],
    ['store/away', ofServer({ ...server, inside: { ...inside, isAway: true } }, tonight)],
    ['room/none', ofServer({ ...server, inside: { ...inside, freeBytes: 5e7 } }, tonight)],
  ] as const)('%s', (key, found) => {
    expect(keysOf(found, 'bad')).toEqual([key])
    expect(verdictOf(found)).toEqual({ level: 'bad', count: 1 })
  })
})

describe('good to know', () => {
  test.each([
    ['clock/off', ofPhone(phone, -12 * 3_600_000)],
    ['camera/denied', ofPhone({ ...phone, camera: 'denied' }, 0)],
    ['delay/long', ofNetwork({ ...network, trips: [20, 30, 2_000] })],
    ['store/risky', ofServer({ ...server, inside: { ...inside, risks: ['save'] } }, tonight)],
    ['version/other', ofServer({ ...server, sameVersion: false }, tonight)],
    ['room/little', ofServer({ ...server, inside: { ...inside, freeBytes: 4e8 } }, tonight)],
    ['lag/high', ofServer({ ...server, inside: { ...inside, lagMs: 180 } }, tonight)],
    ['night/none', ofServer(server, { ...tonight, today: '2026-12-03' })],
  ] as const)('%s', (key, found) => expect(keysOf(found, 'know')).toEqual([key]))

  test('a stranger is told that hosts are told more, and that is no concern', () => {
    const found = ofServer({ ...server, inside: null }, tonight)
    expect(keysOf(found, 'plain')).toEqual(['inside/hidden'])
    expect(verdictOf(found).level).toBe('good')
  })
})

test.each([
  ['en', en],
  ['fr', fr],
] as const)('what is not fine always says what to do (%s)', (_, words) => {
  const concerns = [
    ...ofPhone({ ...phone, secure: false, https: false, storage: 'none', camera: 'denied' }, 1e6),
    ...ofNetwork({ ...network, line: 'polling', trips: [900] }),
    ...ofServer({ ...server, inside: { ...inside, lagMs: 500, nights: [] } }, tonight),
  ].filter(({ level }) => level === 'bad' || level === 'know')
  expect(concerns.length).toBeGreaterThan(6)
  for (const { key } of concerns) expect(words.found[key][1]).not.toBe('')
})
