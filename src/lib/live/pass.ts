// A link's secret lies in the address after `#`, which no browser sends: it becomes a cookie, and
// leaves the address, so that nobody reads it off a screen.
import type { NightId } from '#night/ids.ts'
import type { PassRole } from '#night/passes/model.ts'
import type { Done } from '#protocol/http.ts'
import { post } from './api.ts'
import { backoffMs } from './backoff.ts'

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Reasons to try again: nobody answered, or not as they should. */
const passing = (code: string) =>
  code.startsWith('network/') ||
  code === 'wire/failed' ||
  code === 'wire/away' ||
  code === 'wire/too-fast'

/**
 * Makes the fragment's secret a cookie, as often as it takes to reach the server; says when it has
 * to wait, and why. True without a fragment too: an older cookie may do, and the socket knows. False when the
 * server does not take the secret.
 */
export async function enterByLink(
  night: NightId,
  role: PassRole,
  waiting: (why: string) => void = () => {},
): Promise<boolean> {
  const secret = decodeURIComponent(location.hash.slice(1))
  if (secret === '') return true
  for (let attempt = 0; ; attempt++) {
    const reply = await post<Done>(`/api/nights/${night}/pass`, { role, secret })
    if (reply.ok) break
    if (!passing(reply.code)) return false
    waiting(reply.code)
    await pause(250 + backoffMs(attempt))
  }
  history.replaceState(history.state, '', location.pathname + location.search)
  return true
}
