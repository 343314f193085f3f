// Whoever lost what their phone knew gets their own badge back; nobody becomes a second attendee.
import * as v from 'valibot'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { commandId } from '#night/ids.ts'
import type { Joined, Returning } from '#protocol/http.ts'
import { minutes } from '#night/time.ts'
import { steppedClock, type SteppedClock } from '../support/clock.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'

let server: TestServer
let clock: SteppedClock
let night: TestNight
let ada: Joined
beforeEach(async () => {
  clock = steppedClock()
  server = await startServer({ clock })
  night = await server.holdNight()
  ada = await night.join({ name: 'Ada' })
})
afterEach(() => server.close())

const returns = (body: object, cookie?: string) =>
  server.ask(`/api/nights/${night.id}/returns`, { body, cookie })
const back = (ticket: string) => server.ask(`/api/nights/${night.id}/return`, { body: { ticket } })
const ticketOf = ({ link }: Returning) => new URL(link).hash.replace('#back=', '')

it('the door or the host brings somebody back as who they are', async () => {
  const { cookie } = await night.screen('door')
  for (const staff of [cookie, night.hostCookie]) {
    const { body } = await returns({ attendee: ada.attendee }, staff)
    expect((await back(ticketOf(body as Returning))).body).toEqual(ada)
  }
})

it('somebody opens their own evening on another phone', async () => {
  const { body } = await returns({ pass: ada.pass })
  expect((await back(ticketOf(body as Returning))).body).toEqual(ada)
})

it('a ticket counts for ten minutes, and only as it was made', async () => {
  const { body } = await returns({ pass: ada.pass })
  const ticket = ticketOf(body as Returning)
  expect((await back(`${ticket.slice(0, -1)}_`)).status).toBe(403)
  const bo = await night.join({ name: 'Bo' })
  expect((await back(ticket.replace(ada.attendee, bo.attendee))).status).toBe(403)
  clock.step(minutes(10))
  expect((await back(ticket)).status).toBe(200)
  clock.step(1)
  expect((await back(ticket)).status).toBe(403)
})

it('nobody asks for somebody else', async () => {
  const { cookie } = await night.screen('display')
  for (const each of [undefined, cookie])
    expect((await returns({ attendee: ada.attendee }, each)).status).toBe(403)
  expect((await returns({ pass: `${ada.attendee}.guessed` })).status).toBe(403)
  // A badge is shown to everybody: it is no pass.
  expect((await returns({ pass: ada.badge })).status).toBe(403)
})

it('whoever was taken back out of the night is not brought back', async () => {
  const host = await night.host()
  const walkIn = { name: 'Cyd', languages: ['fr' as const], offers: [], seeks: [], first: false }
  const id = v.parse(commandId, 'walk-in-of-cyd')
  const made = await host.send({ type: 'door/walk-in', ...walkIn, phoneless: false }, id)
  const attendee = made.ok ? made.facts?.['id'] : undefined
  const { body } = await returns({ attendee }, night.hostCookie)
  expect((await host.send({ type: 'undo/take', of: id })).ok).toBe(true)
  expect((await back(ticketOf(body as Returning))).status).toBe(403)
  expect((await returns({ attendee }, night.hostCookie)).status).toBe(404)
})

it('two phones with one badge see the same, and are told of each other', async () => {
  const one = await night.attendee(ada, { device: 'one' })
  const again = await night.attendee(ada, { device: 'one' })
  await again.heard()
  await one.heard()
  expect(one.condition.devices, 'two tabs are one phone').toBeUndefined()
  const other = await night.attendee(ada, { device: 'other' })
  for (const screen of [one, again, other]) {
    await screen.heard()
    expect(screen.condition).toEqual({ devices: 2 })
  }
  const host = await night.host()
  await host.send({ type: 'door/check-in', for: ada.attendee })
  for (const screen of [one, other]) {
    await screen.heard()
    expect(screen.view.me?.state).toBe('present')
  }
  other.close()
  await expect.poll(() => one.condition).toEqual({})
})
