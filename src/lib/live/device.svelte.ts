// What this device likes: how it makes itself felt, and how bright it is. Kept on it alone.
import { recall, remember } from './storage.ts'

export interface Likes {
  readonly sound: boolean
  readonly vibration: boolean
  readonly flash: boolean
  /** Keeps the screen lit during rounds. */
  readonly awake: boolean
  /** Tells outside the page, while it lives: the browser has to allow it. */
  readonly notices: boolean
  /** Is called by way of the browser's maker. */
  readonly push: boolean
  readonly theme: 'night' | 'paper'
}

const plain: Likes = {
  ...{ sound: true, vibration: true, flash: true, awake: true },
  ...{ notices: false, push: false, theme: 'night' },
}

const isLikes = (value: unknown): value is Partial<Likes> =>
  typeof value === 'object' && value !== null

class Device {
  #likes = $state.raw<Likes>({ ...plain, ...recall('likes', isLikes) })

  constructor() {
    if (typeof addEventListener === 'undefined') return
    // Switched in another tab: what is off there is off here.
    addEventListener('storage', ({ key }) => {
      if (key !== 'rendezvous:likes' && key !== null) return
      this.#likes = { ...plain, ...recall('likes', isLikes) }
      this.show()
    })
  }

  get likes(): Likes {
    return this.#likes
  }

  /** Changes some of them, from now on. */
  like(changes: Partial<Likes>): void {
    this.#likes = { ...this.#likes, ...changes }
    remember('likes', this.#likes)
    this.show()
  }

  /** Puts the theme on the page. */
  show(): void {
    document.documentElement.dataset['theme'] = this.#likes.theme
  }
}

export const device = new Device()
