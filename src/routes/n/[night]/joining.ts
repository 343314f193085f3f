// Making a badge. The order keeps its id until it is answered, so that a retry after a dead line
// makes the same badge and not a second one.
import type { CommandId, NightId } from '#night/ids.ts'
import { post, type Reply } from '#live/api.ts'
import { keepIdentity } from '#live/identity.ts'
import { freshCommandId } from '#live/outbox.svelte.ts'
import { forget, recall, remember } from '#live/storage.ts'
import type { Joined, JoinRequest } from '#protocol/http.ts'

export type Profile = Omit<JoinRequest, 'id'>

const isId = (value: unknown): value is CommandId => typeof value === 'string'

/** Joins a night; the device keeps the badge. */
export async function join(night: NightId, profile: Profile): Promise<Reply<Joined>> {
  const name = `joining:${night}`
  const id = recall(name, isId) ?? freshCommandId()
  remember(name, id)
  const reply = await post<Joined>(`/api/nights/${night}/join`, { id, ...profile })
  if (reply.ok) {
    keepIdentity(night, reply.value)
    remember(`joined:${night}`, { id, profile } satisfies Request)
  }
  // Unanswered, it may have been done: only an answer ends it.
  if (reply.ok || !isUnanswered(reply.code)) forget(name)
  return reply
}

interface Request {
  readonly id: CommandId
  readonly profile: Profile
}

const isRequest = (value: unknown): value is Request =>
  typeof value === 'object' && value !== null && 'id' in value && 'profile' in value

const isUnanswered = (code: string): boolean => code.startsWith('network/') || code === 'wire/away'

/**
 * The server does not know the badge: its log may have come back with an older history. The same
 * order makes the same badge again. Once; false where there is nothing to order, or it was refused.
 */
export async function joinAgain(night: NightId): Promise<boolean> {
  const request = recall(`joined:${night}`, isRequest)
  forget(`joined:${night}`)
  if (!request) return false
  const { id, profile } = request
  const reply = await post<Joined>(`/api/nights/${night}/join`, { id, ...profile })
  if (reply.ok) keepIdentity(night, reply.value)
  return reply.ok
}
