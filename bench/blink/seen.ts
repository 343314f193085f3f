// What a page showed, frame by frame, from the moment it was unlocked; and when it was confirmed.
import type { NightId } from '#night/ids.ts'
import type { Joined } from '#protocol/http.ts'
import type { Tab } from '../../tests/support/chrome.ts'

export interface Seen {
  /** Each text that was painted, and when: ms since the page was looked at. */
  readonly frames: readonly { readonly at: number; readonly text: string }[]
  readonly welcomedAt: number
  /** The longest that no timer ran. */
  readonly frozenMs: number
}

/** Runs in the page ahead of it: gives it somebody's badge, and watches. */
export const watching = (night: NightId, joined: Joined): string => `
  localStorage.setItem('rendezvous:badge:${night}', ${JSON.stringify(JSON.stringify(joined))})
  window.wake = { frames: [], welcomedAt: 0, frozenMs: 0 };
  let isFrozen = false, unlockedAt = 0, ranAt = Date.now();
  setInterval(() => {
    wake.frozenMs = Math.max(wake.frozenMs, Date.now() - ranAt)
    ranAt = Date.now()
  }, 200)
  document.addEventListener('freeze', () => { isFrozen = true }, true)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || !isFrozen) return
    isFrozen = false
    unlockedAt = performance.now()
    const look = () => {
      const text = document.body.innerText
      if (text !== wake.frames.at(-1)?.text)
        wake.frames.push({ at: performance.now() - unlockedAt, text })
      if (performance.now() - unlockedAt < 20_000) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, true)
  const Native = WebSocket
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', ({ data }) => {
        if (unlockedAt && !wake.welcomedAt && String(data).startsWith('42["welcome"'))
          wake.welcomedAt = performance.now() - unlockedAt
      })
    }
  }
`

export const seen = (tab: Tab): Promise<Seen> => tab.eval<Seen>('wake')
