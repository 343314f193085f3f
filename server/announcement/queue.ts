// Announced items in the shape in which a night takes them, and what had to be cut for it.
import * as v from 'valibot'
import { announcedTalk, type AnnouncedTalk } from '#night/talks/model.ts'
import { tidy } from '#night/text.ts'
import type { AnnouncedItem } from './announcement.ts'
import { TALK_MINUTES } from './night-draft.ts'

const LONGEST = { title: 140, speaker: 80, line: 600, link: 500, minutes: 120, queue: 60 } as const

export type Shortened = 'title' | 'speaker' | 'line' | 'link' | 'minutes' | 'dropped'

/**
 * The items as the queue of `night/create`. What a night has no room for is cut, and told with the
 * line of the page it comes from; only items past the sixtieth are left out, and told as `dropped`.
 */
export function queueOf(items: readonly AnnouncedItem[]): {
  readonly queue: readonly AnnouncedTalk[]
  readonly shortened: readonly { readonly line: number; readonly what: Shortened }[]
} {
  const shortened: { readonly line: number; readonly what: Shortened }[] = []
  const queue = items.slice(0, LONGEST.queue).map((item) => {
    const cut = (text: string, what: 'title' | 'speaker' | 'line'): string => {
      const whole = tidy(text)
      if (whole.length <= LONGEST[what]) return whole
      shortened.push({ line: item.line, what })
      // By characters, so that no emoji is cut in two.
      let kept = ''
      for (const character of whole) {
        if (kept.length + character.length >= LONGEST[what]) break
        kept += character
      }
      return `${kept.trimEnd()}…`
    }
    const said = item.minutes ?? TALK_MINUTES
    if (said > LONGEST.minutes) shortened.push({ line: item.line, what: 'minutes' })
    const minutes = Math.min(said, LONGEST.minutes)
    if (item.kind === 'free-slot') {
      const nothing = { speaker: null, title: '', language: null, line: '', link: null }
      return v.parse(announcedTalk, { kind: item.kind, minutes, ...nothing })
    }
    const isLinkTooLong = (item.link?.length ?? 0) > LONGEST.link
    if (isLinkTooLong) shortened.push({ line: item.line, what: 'link' })
    const speaker = item.speaker === null ? '' : cut(item.speaker, 'speaker')
    return v.parse(announcedTalk, {
      kind: item.kind,
      minutes,
      speaker: speaker === '' ? null : speaker,
      title: cut(item.title, 'title'),
      language: item.language,
      line: cut(item.summary.replace(/^(\s*)- /gm, '$1• '), 'line'),
      link: isLinkTooLong ? null : item.link,
    })
  })
  for (const item of items.slice(LONGEST.queue)) {
    shortened.push({ line: item.line, what: 'dropped' })
  }
  return { queue, shortened }
}
