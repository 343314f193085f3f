// A new version of the screens waits until somebody asks for it: nobody's phone reloads by itself.
// Without a service worker (plain HTTP on a venue's LAN) there is nothing to wait for.
import { createContext } from 'svelte'
import { dev } from '$app/environment'

const lookEveryMs = 15 * 60_000

export class Update {
  /** A newer version is on the device and waits to be taken. */
  ready = $state.raw(false)

  #registration: ServiceWorkerRegistration | null = null
  #taking = false
  #lookedAt = 0

  /** Keeps the screens on the device, where that is possible; never throws. */
  async start(): Promise<void> {
    if (dev || !isSecureContext || !('serviceWorker' in navigator)) return
    try {
      const registration = await navigator.serviceWorker.register('/service-worker.js', {
        updateViaCache: 'none',
      })
      this.#registration = registration
      this.#lookedAt = Date.now()
      this.#notice(registration)
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', () => this.#notice(registration))
      })
      navigator.serviceWorker.addEventListener('controllerchange', () => {
        // The first worker ever takes over silently; only one that was asked for reloads the page.
        if (this.#taking) location.reload()
      })
      document.addEventListener('visibilitychange', () => void this.#look())
    } catch {
      // Private mode or a broken certificate: the screens work without.
    }
  }

  /** Changes to the version that waits, or reloads where none does. */
  async take(): Promise<void> {
    this.#taking = true
    if (!this.#registration?.waiting) await this.#look(true)
    const waiting = this.#registration?.waiting
    if (waiting) waiting.postMessage({ type: 'SKIP_WAITING' })
    else location.reload()
  }

  #notice(registration: ServiceWorkerRegistration): void {
    // Without a controller this is the first visit: what is installed is what is shown.
    this.ready = Boolean(registration.waiting && navigator.serviceWorker.controller)
  }

  async #look(now = false): Promise<void> {
    const soon = Date.now() - this.#lookedAt < lookEveryMs
    if (!now && (soon || document.visibilityState === 'hidden')) return
    this.#lookedAt = Date.now()
    try {
      await this.#registration?.update()
    } catch {
      // No line: another time.
    }
  }
}

export const [updates, setUpdates] = createContext<Update>()
