// Many phones of one night, or of a floor.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { protocolVersion } from '#protocol/version.ts'
import type { Child } from './child.ts'
import { Phone } from './phone.ts'
import type { Guest, Held } from './product.ts'

/** At once on their way. */
const width = 64

/** Does something for each, a few at a time; results in order. */
export async function each<T, R>(
  items: readonly T[],
  act: (item: T, i: number) => Promise<R>,
  atOnce = width,
): Promise<R[]> {
  const results: R[] = []
  const entries = items.entries()
  const worker = async () => {
    for (const [i, item] of entries) results[i] = await act(item, i)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

export const times = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i)

export interface Night {
  readonly held: Held
  readonly guests: readonly Guest[]
  readonly phones: readonly Phone[]
  readonly host: Phone
}

const auth = (night: string, said: object) => ({
  version: protocolVersion,
  night,
  head: null,
  ...said,
})

export const attendeeOf = (child: Child, { night }: Held, { pass }: Guest): Promise<Phone> =>
  Phone.connect({ port: child.port, auth: auth(night, { as: 'attendee', pass }) })

export const staffOf = (child: Child, held: Held, as: 'host' | 'door'): Promise<Phone> =>
  Phone.connect({
    port: child.port,
    auth: auth(held.night, { as }),
    cookie: as === 'host' ? held.hostCookie : held.doorCookie,
  })

/** A night with people who are in the room, each with a phone that listens. */
export async function nightWith(child: Child, people: number, checkIn = true): Promise<Night> {
  const tables = Math.min(500, Math.ceil(people / 2))
  const held = await child.ask<Held>('hold', { tables })
  const guests = await child.ask<Guest[]>('people', { night: held.night, count: people, checkIn })
  const phones = await each(guests, (guest) => attendeeOf(child, held, guest))
  return { held, guests, phones, host: await staffOf(child, held, 'host') }
}

/** Gives a command under an id of its own; throws where it is refused. */
export async function give(phone: Phone, command: object): Promise<void> {
  const answer = (await phone.ask('command', { id: randomUUID(), command })) as { ok: boolean }
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(command)} ${JSON.stringify(answer)}`)
}

/** Until nothing has come for a while. */
export async function quiet(phones: readonly Phone[], ms = 250): Promise<void> {
  const events = () => phones.reduce((sum, phone) => sum + phone.events, 0)
  for (let before = -1, now = events(); before !== now; now = events()) {
    before = now
    await sleep(ms)
  }
}
