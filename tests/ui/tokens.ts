// The tokens as they are written, by theme, so that a test measures what screens show.
import { readFileSync } from 'node:fs'

const css = readFileSync('src/lib/ui/tokens.css', 'utf8')

/** The tokens of the first rule whose selector contains `selector`. */
function rule(selector: string): ReadonlyMap<string, string> {
  const at = css.indexOf(`${selector} {`)
  if (at < 0) throw new Error(`tokens.css has no rule for ${selector}`)
  const body = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at))
  const lines = body.matchAll(/(--[\w-]+):\s*([^;]+);/g)
  return new Map(Array.from(lines, ([, name = '', value = '']) => [name, value]))
}

const fixed = rule("always the night's. */\n:root")
const themes = { night: rule("[data-theme='night']"), paper: rule("[data-theme='paper']") } as const
const display = rule("[data-surface='display']")

export type Theme = keyof typeof themes

/** A colour token's value in a theme, on a phone or on the display. */
export function colour(name: string, theme: Theme, surface: 'phone' | 'display' = 'phone'): string {
  const value =
    (surface === 'display' && display.get(name)) || (themes[theme].get(name) ?? fixed.get(name))
  if (!value) throw new Error(`tokens.css has no ${name} for ${theme}`)
  const other = /^var\((--[\w-]+)\)$/.exec(value)?.[1]
  return other ? colour(other, theme, surface) : value
}

export const signColour = (hue: number): string => colour(`--sign-${hue}`, 'night')
