// Which tab of a device this is: a reload leaves it the same, another tab is another.
import { freshName } from './fresh.ts'

const name = 'rendezvous:tab'
let known = ''

export function thisTab(): string {
  if (known) return known
  known = freshName()
  try {
    const kept = sessionStorage.getItem(name)
    if (kept) known = kept
    else sessionStorage.setItem(name, known)
  } catch {
    // Forbidden: after a reload it is another one.
  }
  return known
}
