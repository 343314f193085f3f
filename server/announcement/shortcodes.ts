// Hugo's shortcodes, `{{< name key="value" >}}`, of which a page may use one: `available_slot`.
import type { FreeSlot } from './announcement.ts'
import type { Unread } from './page.ts'
import { minutesOf } from './values.ts'

export interface Shortcode {
  readonly name: string
  readonly parameters: string
  readonly line: number
}

/** A slot that does not say how long it is lasts as long as a talk of the monthly night. */
const SLOT_MINUTES = 15

/** Takes the shortcodes out of the lines, so that Markdown does not see tags in them. */
export function shortcodesOf(lines: readonly string[]): {
  readonly lines: readonly string[]
  readonly shortcodes: readonly Shortcode[]
} {
  const shortcodes: Shortcode[] = []
  const rest = lines.map((line, at) =>
    line.replace(/\{\{[<%](.*?)[>%]\}\}/g, (_, inside: string) => {
      const [name = '', ...parameters] = inside.trim().split(/\s+/)
      shortcodes.push({ name, parameters: parameters.join(' '), line: at + 1 })
      return ''
    }),
  )
  return { lines: rest, shortcodes }
}

/** The free slot that a shortcode stands for; null, and listed, when it stands for anything else. */
export function slotOf(shortcode: Shortcode, unread: Unread): FreeSlot | null {
  const { name, parameters, line } = shortcode
  if (name !== 'available_slot') {
    unread.add(line, 'unknown-shortcode')
    return null
  }
  const duration = /(?:^|\s)duration\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|(\S+))/.exec(parameters)
  const others = duration ? parameters.replace(duration[0], '') : parameters
  if (others.trim() !== '') unread.add(line, 'unknown-shortcode')
  if (!duration) return { kind: 'free-slot', minutes: SLOT_MINUTES, line }
  const minutes = minutesOf(duration[1] ?? duration[2] ?? duration[3] ?? duration[4] ?? '')
  if (minutes === null) {
    unread.add(line, 'bad-duration')
    return null
  }
  return { kind: 'free-slot', minutes, line }
}
