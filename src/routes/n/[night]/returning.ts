// The way back to a badge that there is: from a ticket in the address, which no browser sends on.
import type { NightId } from '#night/ids.ts'
import { post, type Reply } from '#live/api.ts'
import { identityOf, keepIdentity } from '#live/identity.ts'
import type { Joined, Returning } from '#protocol/http.ts'

const named = '#back='

/** The ticket that somebody scanned; it leaves the address, so that nobody reads it off a screen. */
export function ticketInAddress(): string | null {
  if (!location.hash.startsWith(named)) return null
  const ticket = decodeURIComponent(location.hash.slice(named.length))
  history.replaceState(history.state, '', location.pathname + location.search)
  return ticket
}

/** Takes the ticket; this device then has the badge. */
export async function comeBack(night: NightId, ticket: string): Promise<Reply<Joined>> {
  const reply = await post<Joined>(`/api/nights/${night}/return`, { ticket })
  if (reply.ok) keepIdentity(night, reply.value)
  return reply
}

/** A link with which another phone opens one's own evening, or why there is none. */
export async function linkForAnother(night: NightId): Promise<Reply<Returning>> {
  const pass = identityOf(night)?.pass ?? ''
  return post<Returning>(`/api/nights/${night}/returns`, { pass })
}
