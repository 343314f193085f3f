// When a phone gives up on websockets: only where HTTP is answered, and only when seen twice.
import { describe, expect, test } from 'vitest'
import { answeredBy, portalPage, type Answering } from '#live/answered.ts'
import { Way } from '#live/way.ts'

const ws = ['websocket']
const polling = ['polling', 'websocket']

function wayWith(...answers: Answering[]): Way {
  return new Way(async () => answers.shift() ?? 'nobody')
}

describe('the way to the server', () => {
  test('is a websocket, until one has failed twice while the server answers', async () => {
    const way = wayWith('ours', 'ours')
    expect(way.transports).toEqual(ws)
    await way.look()
    expect(way.transports).toEqual(ws)
    await way.look()
    expect(way.transports).toEqual(polling)
  })

  test('stays a websocket where nobody answers: a dead zone, a server that starts', async () => {
    const way = wayWith('nobody', 'ours', 'nobody', 'ours')
    for (let i = 0; i < 4; i++) {
      await way.look()
      expect(way.transports).toEqual(ws)
    }
  })

  test('is a websocket’s turn again where polling fails too, or one came about', async () => {
    const way = wayWith('ours', 'ours', 'ours', 'ours')
    await way.look()
    await way.look()
    await way.look()
    expect(way.transports).toEqual(ws)
    await way.look()
    expect(way.transports).toEqual(polling)
    way.forget()
    expect(way.transports).toEqual(ws)
  })

  test('several failures at once are one look', async () => {
    const way = wayWith('ours', 'ours')
    await Promise.all([way.look(), way.look(), way.look()])
    expect(way.transports).toEqual(ws)
  })

  test('is waited for less long where HTTP is quick, longer where it is polling', async () => {
    const way = wayWith('ours', 'ours')
    const first = way.patienceMs
    await way.look()
    expect(way.patienceMs).toBeLessThan(first)
    await way.look()
    expect(way.patienceMs).toBeGreaterThan(first)
  })
})

describe('an answer', () => {
  const seen = (status: number, type = 'text/html', how: ResponseType = 'basic') => ({
    ...{ status, type: how, headers: new Headers({ 'content-type': type }) },
  })
  test.each([
    ['our JSON', seen(200, 'application/json; charset=utf-8'), 'ours'],
    ['our refusal', seen(404, 'application/json'), 'ours'],
    ['our own server’s fault', seen(500, 'application/json'), 'ours'],
    ['a page', seen(200), 'portal'],
    ['a page that forbids', seen(403), 'portal'],
    ['a way to a login', seen(0, '', 'opaqueredirect'), 'portal'],
    ['a wifi that says so', seen(511), 'portal'],
    ['a wifi that says so in JSON', seen(511, 'application/json'), 'portal'],
    ['a proxy whose server is away', seen(502), 'nobody'],
    ['a proxy that waited for too long', seen(504), 'nobody'],
  ] as const)('%s', (_, response, who) => expect(answeredBy(response)).toBe(who))
})

test.each([
  ['https://night.example.org:3000/n/a', 'http://night.example.org/?wifi'],
  ['http://192.168.1.10:3000/n/a', 'http://192.168.1.10:3000/?wifi'],
])('at %s the login is looked for at %s', (at, page) => {
  expect(portalPage(new URL(at) as unknown as Location)).toBe(page)
})
