// How long this device takes to paint what changes, so that figures can begin to change a little before.

export interface Paint {
  /** As much sooner a figure may begin to change and is not painted too early, ms. */
  readonly leadMs: number
  /** Something begins to change on screen. */
  begun: () => void
}

/** The quickest of so many counts: whoever begins by it is early for none of them. */
const many = 8
/** A page that is still being loaded paints as no later one does, and has enough to do. */
const loadedMs = 10_000
/** More is a device that was busy with something else. */
const mostMs = 20

export class Painting implements Paint {
  #took: readonly number[] = []
  #isNoting = false

  get leadMs(): number {
    return this.#took.length < many ? 0 : Math.min(mostMs, ...this.#took)
  }

  begun = (): void => {
    const from = performance.now()
    // Where there is no screen, or nobody looks at it, nothing is painted.
    const isPainted = typeof document !== 'undefined' && !document.hidden
    if (this.#isNoting || !isPainted || from < loadedMs) return
    this.#isNoting = true
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // What is posted while a frame is made comes once it is handed over.
      port1.onmessage = () => {
        port1.close()
        this.#isNoting = false
        this.#took = [...this.#took.slice(1 - many), performance.now() - from]
      }
      port2.postMessage(null)
    })
  }
}
