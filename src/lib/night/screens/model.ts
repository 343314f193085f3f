// What the host says on every screen, and how the display looks.
import * as v from 'valibot'
import { line } from '../text.ts'

const show = v.picklist(['auto', 'blackout'])
const theme = v.picklist(['night', 'paper'])

export const screensCommands = [
  v.object({ type: v.literal('screens/message'), text: v.nullable(line(1, 200)) }),
  v.object({ type: v.literal('screens/show'), show, theme }),
] as const
export type ScreensCommand = v.InferOutput<(typeof screensCommands)[number]>

export interface Screens {
  readonly message: string | null
  readonly show: v.InferOutput<typeof show>
  readonly theme: v.InferOutput<typeof theme>
}

export type ScreensEvent = { readonly type: 'screens/set' } & Screens

export const plainScreens = (): Screens => ({ message: null, show: 'auto', theme: 'night' })

export function applyScreens(screens: Screens, event: { readonly type: string }): Screens {
  if (event.type !== 'screens/set') return screens
  const { message, show: shown, theme: worn } = event as ScreensEvent
  return { message, show: shown, theme: worn }
}
