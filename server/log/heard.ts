// Until when a night's screens were connected, on this machine's disk: an empty file a night, whose
// time it is. Setting it takes no room, so that a full disk does not end the evening.
import { closeSync, openSync, rmSync } from 'node:fs'
import { stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { NightId } from '#night/ids.ts'
import type { Instant } from '#night/time.ts'

export class HeardOnDisk {
  readonly #dir: string
  /** What is on its way for them is not written any more. */
  readonly #forgotten = new Set<NightId>()

  constructor(dir: string) {
    this.#dir = dir
  }

  /** Does nothing where there is no room for the file itself, or a later instant is kept. */
  async say(night: NightId, at: Instant): Promise<void> {
    const path = this.#pathOf(night)
    const last = await this.last(night)
    if (last !== null && last >= at) return
    try {
      await utimes(path, at / 1000, at / 1000).catch(() => {
        if (this.#forgotten.has(night)) return
        closeSync(openSync(path, 'a'))
        return utimes(path, at / 1000, at / 1000)
      })
    } catch {
      return // Whoever opens the night next leaves to the host what was due meanwhile.
    }
  }

  async last(night: NightId): Promise<Instant | null> {
    const found = await stat(this.#pathOf(night)).catch(() => null)
    return found && (Math.round(found.mtimeMs) as Instant)
  }

  forget(night: NightId): void {
    this.#forgotten.add(night)
    rmSync(this.#pathOf(night), { force: true })
  }

  #pathOf(night: NightId): string {
    return join(this.#dir, `heard.${night}`)
  }
}
