// Calls for attention: short sounds of our own, each with its vibration. Never throws where a
// device has neither; each may be switched off. The visible twin is the screen's business.
export type Call = 'start' | 'one-minute' | 'end' | 'news' | 'yes' | 'again' | 'no'

interface Note {
  /** Hertz, and seconds from the beginning. */
  readonly pitch: number
  readonly at: number
  readonly lasts: number
}

const note = (pitch: number, at: number, lasts = 0.28): Note => ({ pitch, at, lasts })

/**
 * Two notes that rise for a start, one long for a minute left, three that fall for the end, the same
 * one twice for news; all within a second.
 */
const tunes: Readonly<Record<Call, readonly Note[]>> = {
  start: [note(523.25, 0), note(783.99, 0.18, 0.5)],
  'one-minute': [note(659.25, 0, 0.5)],
  end: [note(783.99, 0), note(659.25, 0.18), note(523.25, 0.36, 0.5)],
  news: [note(783.99, 0, 0.12), note(783.99, 0.2, 0.2)],
  yes: [note(880, 0, 0.14)],
  again: [note(587.33, 0, 0.12), note(587.33, 0.16, 0.12)],
  no: [note(220, 0, 0.4)],
}

const buzzes: Readonly<Record<Call, readonly number[]>> = {
  start: [180, 90, 180],
  'one-minute': [400],
  end: [120, 80, 120, 80, 240],
  news: [60, 120, 60],
  yes: [60],
  again: [60, 60, 60],
  no: [300],
}

/** How often the screen flashes with it. */
export const flashesOf: Readonly<Record<Call, number>> = {
  ...{ start: 2, 'one-minute': 1, end: 3, news: 1 },
  ...{ yes: 0, again: 0, no: 0 },
}

export interface Wanted {
  readonly sound: boolean
  readonly vibration: boolean
}

let context: AudioContext | null = null

/** Browsers give sound only after a tap: call it from the first one. */
export function unlockSound(): void {
  try {
    context ??= new AudioContext()
    // Refused without a tap: then the next one tries again.
    context.resume().catch(() => undefined)
  } catch {
    // No audio here: vibration and light are left.
  }
}

/** Whether sound would be heard now. */
export const isSoundUnlocked = (): boolean => context?.state === 'running'

function sound(tune: readonly Note[]): void {
  if (!context || context.state !== 'running') return
  for (const { pitch, at, lasts } of tune) {
    const begin = context.currentTime + at
    const tone = context.createOscillator()
    const loudness = context.createGain()
    tone.type = 'triangle'
    tone.frequency.value = pitch
    loudness.gain.setValueAtTime(0, begin)
    loudness.gain.linearRampToValueAtTime(0.35, begin + 0.015)
    loudness.gain.exponentialRampToValueAtTime(0.001, begin + lasts)
    tone.connect(loudness).connect(context.destination)
    tone.start(begin)
    tone.stop(begin + lasts)
  }
}

/** Whether this device can vibrate at all; iPhones cannot, from a page. */
export const canVibrate = (): boolean => 'vibrate' in navigator

/** Sounds and shakes, as far as wanted and possible. */
export function call(what: Call, wanted: Wanted): void {
  if (wanted.sound) sound(tunes[what])
  if (wanted.vibration && canVibrate()) navigator.vibrate([...buzzes[what]])
}
