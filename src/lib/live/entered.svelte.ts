// A host's, door's or display's screen: its link becomes a cookie, then the night opens.
import type { NightId } from '#night/ids.ts'
import type { PassRole } from '#night/passes/model.ts'
import { keepDesk } from './desk.ts'
import { LiveNight } from './night.svelte.ts'
import { enterByLink } from './pass.ts'

/** Made while a component is set up; closes the night with it, and opens another when asked. */
export class Entered<K extends PassRole> {
  live = $state.raw<LiveNight<K> | null>(null)
  /** The server does not take this link (any more). */
  refused = $state.raw(false)
  /** Nobody answers yet; it is tried again by itself. */
  waiting = $state.raw(false)
  /** A wifi that wants its login first answers in its place. */
  portal = $state.raw(false)

  constructor(night: () => NightId, role: K) {
    $effect(() => keepDesk())
    $effect(() => {
      let gone = false
      let opened: LiveNight<K> | null = null
      const at = night()
      void enterByLink(at, role, (why) => {
        this.waiting = true
        this.portal = why === 'network/not-ours'
      }).then((taken) => {
        if (gone) return
        this.waiting = this.portal = false
        this.refused = !taken
        if (taken) this.live = opened = new LiveNight(at, role)
      })
      return () => {
        gone = true
        opened?.close()
        this.live = null
      }
    })
  }
}
