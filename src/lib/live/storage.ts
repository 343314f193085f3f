// What a device remembers. Private mode, a full disk or a wiped store never break the evening:
// what cannot be kept on the device is kept in memory while the page lives.
import { keeping } from './keeping.svelte.ts'

const memory = new Map<string, string>()

const key = (name: string) => `rendezvous:${name}`

/** Keeps a JSON value under a name. */
export function remember(name: string, value: unknown): void {
  const text = JSON.stringify(value)
  try {
    localStorage.setItem(key(name), text)
    memory.delete(key(name))
    keeping.fails = memory.size > 0
  } catch {
    // Full or forbidden: memory has it, and nothing older is left to be taken for it.
    forget(name)
    memory.set(key(name), text)
    keeping.fails = true
  }
}

/** What was kept under a name, or null where there is none or it cannot be read. */
export function recall<T>(name: string, is: (value: unknown) => value is T): T | null {
  const text = memory.get(key(name)) ?? stored(key(name))
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return is(value) ? value : null
  } catch {
    // Damaged: as good as none.
    return null
  }
}

export function forget(name: string): void {
  memory.delete(key(name))
  try {
    localStorage.removeItem(key(name))
  } catch {
    // Nothing is stored where storing is forbidden.
  }
}

/**
 * Calls back when another tab has kept or forgotten something under a name; `wiped` where everything
 * was thrown away at once. Returns how to stop.
 */
export function whenElsewhere(
  name: string,
  changed: (what: 'kept' | 'forgotten' | 'wiped') => void,
): () => void {
  const heard = ({ key: at, newValue }: StorageEvent) => {
    if (at === null) changed('wiped')
    else if (at === key(name)) changed(newValue === null ? 'forgotten' : 'kept')
  }
  globalThis.addEventListener?.('storage', heard)
  return () => globalThis.removeEventListener?.('storage', heard)
}

function stored(full: string): string | null {
  try {
    return localStorage.getItem(full)
  } catch {
    // Storing is forbidden here: memory is all there is.
    return null
  }
}
