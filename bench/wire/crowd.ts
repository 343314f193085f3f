// How a night gets full quickly: held with the owner's link, joined over HTTP by many at a time,
// checked in by the door in bulk. All of it is the product's own wire.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { NightId } from '#night/ids.ts'
import type { Command } from '#night/night.ts'
import type { Joined, JoinRequest } from '#protocol/http.ts'
import type { Answer, Welcome } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import { House } from '../../server/rehearsal/house.ts'
import type { Child } from './child.ts'
import { bodyOf, Line, type Heard } from './line.ts'

/** The door lets 600 a screen through at once: each screen sends fewer. */
export const mostOfADoor = 550
/** So many join from one address at once: a crowd comes from several of this machine's own. */
const addresses = Array.from({ length: 64 }, (_, i) => `127.0.0.${i + 1}`)
const joinsAtOnce = 256
const connectsAtOnce = 128

const topics = ['mesh radio', 'IPFS', 'cryptography', 'governance', 'privacy', 'fediverse'] as const

export interface Crowd {
  readonly server: Child
  /** All that serve the night: phones and doors are spread over them. */
  readonly servers: readonly Child[]
  readonly night: NightId
  readonly host: Line
  readonly hostCookie: string
  readonly people: readonly Joined[]
}

/** Runs a task for each of `count`, some at a time; the answers in their order. */
export async function inParallel<T>(
  count: number,
  atOnce: number,
  task: (i: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const work = async () => {
    for (let i = next++; i < count; i = next++) results[i] = await task(i)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work))
  return results
}

/** A night with its doors open and so many badges made; nobody is checked in yet. */
export async function joined(
  server: Child,
  people: number,
  others: readonly Child[] = [],
): Promise<Crowd> {
  const house = new House(server.ownerLink)
  const { night, hostLink } = await house.hold({
    id: randomUUID() as JoinRequest['id'],
    ...{ template: 'paris-p2p', title: 'A measured night', community: 'Paris P2P', venue: 'Here' },
    date: new Date().toISOString().slice(0, 10),
    tables: Math.min(500, Math.ceil(people / 2)),
    forecast: people,
  })
  const hostCookie = await house.enter(night, 'host', hostLink)
  const auth = { version: protocolVersion, night, as: 'host', head: null }
  const host = await Line.open({ url: server.url, cookie: hostCookie, auth })
  const servers = [server, ...others]
  const crowd: Crowd = { server, servers, night, host, hostCookie, people: [] }
  await order(crowd, { type: 'program/start', segment: 'doors' })
  return { ...crowd, people: await joinAll(server, night, people) }
}

async function joinAll({ url }: Child, night: NightId, people: number): Promise<Joined[]> {
  const agents = addresses.map(
    (localAddress) => new Agent({ keepAlive: true, maxSockets: 4, localAddress }),
  )
  const badges = await inParallel(people, joinsAtOnce, (i) =>
    join(`${url}/api/nights/${night}/join`, i, agents[i % agents.length]),
  )
  for (const agent of agents) agent.destroy()
  return badges
}

/** Asked again under the same id where the line breaks: a kept connection may just be closed. */
async function join(url: string, i: number, agent: Agent | undefined): Promise<Joined> {
  const said = JSON.stringify({
    ...{ id: randomUUID(), name: `Attendee ${i + 1}`, languages: ['fr', 'en'], first: i % 3 === 0 },
    offers: [topics[i % 6], topics[(i + 1) % 6]],
    seeks: [topics[(i + 2) % 6], topics[(i + 3) % 6]],
  })
  for (let left = attempts; ; left--) {
    const reply = await posted(url, said, agent).catch((error: unknown) => {
      if (left === 0) throw error
      return null
    })
    if (reply?.status === 200) return JSON.parse(reply.text) as Joined
    if (reply) throw new Error(`a join was refused: ${reply.status} ${reply.text}`)
  }
}

const attempts = 3

function posted(
  url: string,
  body: string,
  agent: Agent | undefined,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const asking = request(url, { method: 'POST', headers, ...(agent && { agent }) }, (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (part: string) => (text += part))
      reply.on('error', reject)
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
    })
    asking.on('error', reject).end(body)
  })
}

/** As many screens of the door as it takes to let so many in. */
export const doorsFor = ({ servers, night, hostCookie }: Crowd, people: number): Promise<Line[]> =>
  inParallel(Math.ceil(people / mostOfADoor), 4, (i) =>
    Line.open({
      url: urlOf(servers, i),
      cookie: hostCookie,
      auth: { version: protocolVersion, night, as: 'door', head: null },
    }),
  )

/** The same, with everybody let in. */
export async function checkedIn(crowd: Crowd): Promise<Crowd> {
  const doors = await doorsFor(crowd, crowd.people.length)
  await inParallel(crowd.people.length, 500, async (i) => {
    const badge = crowd.people[i]?.badge ?? ''
    await sendTo(doors[i % doors.length], { type: 'door/check-in', badge })
  })
  await Promise.all(doors.map((door) => door.close()))
  return crowd
}

/** What a phone says of itself as it connects. */
export const helloOf = ({ night }: Crowd, { pass }: Joined): object => ({
  ...{ version: protocolVersion, night, as: 'attendee', pass, head: null },
})

/** What the server says at this moment to somebody's phone that has nothing. */
export async function welcomeOf(crowd: Crowd, person: Joined): Promise<Welcome> {
  let take: (welcome: Welcome) => void = () => {}
  const welcomed = new Promise<Welcome>((resolve) => (take = resolve))
  const line = await Line.open({
    ...{ url: crowd.server.url, auth: helloOf(crowd, person) },
    heard: (message) => message.includes('"welcome"') && take(bodyOf<Welcome>(message)),
  })
  const welcome = await welcomed
  await line.close()
  return welcome
}

/** Everybody's phone, each connected and told where its messages go; a snapshot is on its way to it. */
export const phonesOf = (crowd: Crowd, heard: (i: number) => Heard): Promise<Line[]> =>
  linesTo(crowd.servers, crowd.people.length, (i) => {
    const person = crowd.people[i]
    return { heard: heard(i), ...(person && { auth: helloOf(crowd, person) }) }
  })

export const linesTo = (
  servers: readonly Child[],
  count: number,
  said: (i: number) => Omit<Parameters<typeof Line.open>[0], 'url'>,
): Promise<Line[]> =>
  inParallel(count, connectsAtOnce, (i) => Line.open({ url: urlOf(servers, i), ...said(i) }))

const urlOf = (servers: readonly Child[], i: number): string =>
  servers[i % servers.length]?.url ?? ''

export const closeAll = (lines: readonly Line[]): Promise<unknown> =>
  Promise.all(lines.map((line) => line.close()))

export const order = ({ host }: Crowd, command: object): Promise<Accepted> =>
  sendTo(host, command as Command)

type Accepted = Extract<Answer, { ok: true }>

/** Sends a command, and wants it done. */
export async function sendTo(line: Line | undefined, command: object): Promise<Accepted> {
  if (!line) throw new Error('expected a line to send on, found none')
  const answer = bodyOf<Answer>(await line.ask({ id: randomUUID(), command }))
  if (answer.ok) return answer
  throw new Error(`${JSON.stringify(command)} was refused: ${answer.code}`)
}
