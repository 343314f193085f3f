// Who is called once is not called again: not by a second tab, not after a reload.
import type { NightId } from '#night/ids.ts'
import { recall, remember } from './storage.ts'

type Calls = Readonly<Record<string, number>>

const isCalls = (value: unknown): value is Calls =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What one tab keeps, another reads a moment later: so long nobody else may look. */
const spreadsMs = 100

/** The tab that is looked at goes first. */
const hiddenWaitMs = 250

const nameOf = (night: NightId) => `called:${night}`

/** True for the first who asks for a call of this name, among all tabs, for `lastsMs` from then. */
export async function claimCall(night: NightId, name: string, lastsMs: number): Promise<boolean> {
  if (document.visibilityState === 'hidden')
    await new Promise((resolve) => setTimeout(resolve, hiddenWaitMs))
  const take = () => {
    const now = Date.now()
    const calls = recall(nameOf(night), isCalls) ?? {}
    const lasting = Object.entries(calls).filter(([, until]) => until > now)
    if (lasting.some(([taken]) => taken === name)) return false
    remember(nameOf(night), Object.fromEntries([...lasting, [name, now + lastsMs]]))
    return true
  }
  // Without locks (plain HTTP) two tabs could still look within the same moment.
  if (!navigator.locks) return take()
  return new Promise((resolve) => {
    void navigator.locks.request(nameOf(night), async () => {
      const isOurs = take()
      resolve(isOurs)
      if (isOurs) await new Promise((spread) => setTimeout(spread, spreadsMs))
    })
  })
}
