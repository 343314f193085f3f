// Every command as every role, over real sockets: the one table holds at the border.
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Command, CommandType } from '#night/night.ts'
import { command } from '#night/night.ts'
import type { Role } from '#night/order.ts'
import { permissions } from '#night/permissions.ts'
import { startServer, type TestServer } from '../support/server.ts'
import type { Screen } from '../support/screen.ts'

const profile = { languages: ['fr'], offers: [], seeks: [], first: false }
const segments = [{ id: 'rounds', kind: 'rounds', title: null, start: 1, end: 2 }]
const about = { title: 'Mine now', venue: '', link: null, topics: [], forecast: null }
const someone = 'someone12345'
const onTalk = { talk: 'notalk123456' }
const talk = { title: 'Mesh', minutes: 15, language: null, line: '', link: null }

/** One well-formed order of every kind. */
const orders: Readonly<Record<CommandType, object>> = {
  'night/create': {
    ...{ ...about, community: 'Me', date: '2026-12-02', code: 'A2B3', languages: ['fr'], segments },
    ...{ tables: 3, queue: [], eraseAt: 1, roomSecret: 'sixteen characters' },
  },
  'night/describe': about,
  'program/plan': { segments },
  'program/start': { segment: 'rounds' },
  'program/extend': { segment: 'rounds', by: 60_000 },
  'program/move': { segment: 'rounds', by: 60_000 },
  'program/skip': { segment: 'rounds' },
  'program/pause': {},
  'program/resume': {},
  'program/end': {},
  'door/join': { name: 'Eve', ...profile },
  'door/describe': { name: 'Eve', ...profile },
  'door/walk-in': { name: 'Eve', ...profile, phoneless: false },
  'door/check-in': { for: someone },
  'door/check-in-self': { room: 'ABCD' },
  'door/undo-check-in': { for: someone },
  'door/check-out': {},
  'door/sit-out': {},
  'door/come-back': {},
  'door/rename': { for: someone, name: 'Eve' },
  'door/allow-self': { allowed: true },
  'door/avoid': { code: 'ABCD' },
  'door/avoid-nobody': {},
  'door/wish': { code: 'ABCD' },
  'door/wish-nobody': {},
  'door/keep-table': { for: someone, table: 3 },
  'rounds/configure': { count: 4 },
  'rounds/ask-room': { number: 1 },
  'rounds/still-in': {},
  'rounds/plan': { number: 1 },
  'rounds/swap': { number: 1, a: someone, b: 'somebodyelse' },
  'rounds/put-together': { number: 1, a: someone, b: 'somebodyelse' },
  'rounds/keep-apart': { a: someone, b: 'somebodyelse' },
  'rounds/let-meet': { a: someone, b: 'somebodyelse' },
  'rounds/start': { number: 1 },
  'rounds/seal': { words: [['anis', 'bonus', 'cargo', 'detail']] },
  'rounds/follow': { number: 1 },
  'rounds/extend': { number: 1, by: 60_000 },
  'rounds/end': { number: 1 },
  'rounds/here': { number: 1 },
  'rounds/all-here': { number: 1 },
  'rounds/partner-missing': { number: 1 },
  'rounds/offer': { number: 1 },
  'rounds/take-offer': { number: 1 },
  'rounds/met': { number: 1 },
  'rounds/remember': { met: [] },
  'talks/propose': talk,
  'talks/support': onTalk,
  'talks/unsupport': onTalk,
  'talks/withdraw': onTalk,
  'talks/accept': onTalk,
  'talks/decline': onTalk,
  'talks/move': { ...onTalk, to: 0 },
  'talks/call': onTalk,
  'talks/stop': onTalk,
  'talks/extend': { ...onTalk, minutes: 5 },
  'floor/set-tables': { tables: 12 },
  'floor/claim': { table: 1, topic: 'mesh' },
  'floor/renew': { table: 1 },
  'floor/release': { table: 1 },
  'floor/join': { table: 1 },
  'floor/leave': { table: 1 },
  'floor/expire': { table: 1 },
  'screens/message': { text: 'Eve was here' },
  'screens/show': { show: 'blackout', theme: 'paper' },
  'passes/grant': { pass: 'evespass1', role: 'host', hash: 'A'.repeat(43), label: '' },
  'passes/revoke': { pass: 'nosuchpass' },
  'undo/take': { of: 'no-such-command' },
}

/** These make what is handed out once, over HTTP: nobody sends them on a socket. */
const overHttp: readonly CommandType[] = ['night/create', 'door/join', 'passes/grant']

let server: TestServer
const screens: Partial<Record<Role, Screen>> = {}
beforeAll(async () => {
  server = await startServer({ gatherMs: 5 })
  const night = await server.holdNight()
  screens.host = await night.host()
  screens.door = (await night.screen('door')).screen
  screens.display = (await night.screen('display')).screen
  screens.attendee = await night.attendee(await night.join())
  screens.guest = await server.connect({ night: night.id, as: 'guest' })
})
afterAll(() => server.close())

/** There are more commands than may be asked at once: who asks too fast asks again. */
async function answerTo(role: Role, asked: Command) {
  const screen = screens[role]
  if (!screen) expect.fail(`no screen for ${role}`)
  for (;;) {
    const answer = await screen.send(asked)
    if (answer.ok || answer.code !== 'wire/too-fast') return answer
    await setTimeout(100)
  }
}

const types = Object.keys(permissions) as CommandType[]

describe.each(['guest', 'display', 'attendee', 'door', 'host'] as const)('as a %s', (role) => {
  it('every command is answered, and what the table does not allow is refused', async () => {
    const may: string[] = []
    for (const type of types) {
      const asked = v.parse(command, { type, ...orders[type] })
      const answer = await answerTo(role, asked)
      if (answer.ok || answer.code !== 'not-allowed') may.push(type)
    }
    const allowed = types.filter((type) => permissions[type].includes(role))
    expect(may).toEqual(allowed.filter((type) => !overHttp.includes(type)))
  }, 30_000)
})
