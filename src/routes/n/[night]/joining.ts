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
  if (reply.ok) keepIdentity(night, reply.value)
  // Unanswered, it may have been done: only an answer ends it.
  if (reply.ok || !reply.code.startsWith('network/')) forget(name)
  return reply
}
