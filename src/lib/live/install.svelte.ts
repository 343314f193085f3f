// Rendezvous on the home screen: whether this device can put it there, and that it is asked once.
import { createContext } from 'svelte'
import { recall, remember } from './storage.ts'

/** By the browser's own question, or by hand from Safari's menu, where an app cannot ask. */
export type Way = 'asked' | 'by-hand'

/** What Chromium hands over instead of asking by itself. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>
}

const isInstallEvent = (event: Event): event is InstallEvent => 'prompt' in event
const isYes = (value: unknown): value is true => value === true
const kept = 'install-asked'

interface Device {
  readonly userAgent: string
  readonly touchPoints: number
  /** It runs from the home screen already. */
  readonly standalone: boolean
  readonly secure: boolean
}

/** Whether a person has to add it by hand: Safari on a phone or tablet, which says it is a Mac. */
export function isByHand({ userAgent, touchPoints, standalone, secure }: Device): boolean {
  const isApple =
    /iPhone|iPad|iPod/.test(userAgent) || (/Mac OS X/.test(userAgent) && touchPoints > 1)
  return (
    secure && !standalone && isApple && /Safari\//.test(userAgent) && !/CriOS|FxiOS/.test(userAgent)
  )
}

export class Install {
  /** How it can be done here; null where it cannot, or is done. */
  way = $state.raw<Way | null>(null)
  #event: InstallEvent | null = null
  #open = $state(false)

  /** From the first moment of a page: the browser speaks early, and once. */
  start(): void {
    const standalone = matchMedia('(display-mode: standalone)').matches
    if (standalone) return
    const { userAgent, maxTouchPoints: touchPoints } = navigator
    if (isByHand({ userAgent, touchPoints, standalone, secure: isSecureContext }))
      this.way = 'by-hand'
    addEventListener('beforeinstallprompt', (event) => {
      if (!isInstallEvent(event)) return
      // The browser's own bar would come whenever it likes, in a round too.
      event.preventDefault()
      this.#event = event
      this.way = 'asked'
    })
    addEventListener('appinstalled', () => {
      this.way = null
      this.close()
    })
  }

  /** A good moment has come, or is over. Once shown it is never shown again, answered or not. */
  moment(isGood: boolean): void {
    if (!isGood) this.#open = false
    else if (this.way && !recall(kept, isYes)) {
      remember(kept, true)
      this.#open = true
    }
  }

  get open(): boolean {
    return this.#open && this.way !== null
  }

  close(): void {
    this.#open = false
  }

  /** Has the browser ask. */
  async ask(): Promise<void> {
    this.close()
    await this.#event?.prompt()
  }
}

export const [installing, setInstalling] = createContext<Install>()
