// The benches of coming back: what a phone shows when it is unlocked, and when a hall comes back at once.
import type { Bench } from '../measure.ts'
import { asleep } from './asleep.ts'
import { cut } from './cut.ts'

export const blink: Readonly<Record<string, Bench>> = { asleep, cut }
