// An announcement page of Paris P2P, Markdown with front matter, as what it announces.
import { nothingFound, type Announcement, type NothingFound } from './announcement.ts'
import { itemsOf } from './body.ts'
import { frontMatterOf } from './front-matter.ts'
import { linesOf, MOST_BYTES, MOST_LINES, Unread } from './page.ts'

export type * from './announcement.ts'

/**
 * Reads an announcement page. Whatever is not understood is in `unread`, line by line; a page
 * without front matter, without a date or with nothing in it is refused. Never throws.
 */
export function parseAnnouncement(text: string): Announcement | NothingFound {
  if (Buffer.byteLength(text) > MOST_BYTES) return nothingFound('too-large')
  const lines = linesOf(text)
  if (lines.length > MOST_LINES) return nothingFound('too-large', MOST_LINES + 1)
  if (lines.every((line) => line.trim() === '')) return nothingFound('empty')

  const unread = new Unread(lines)
  const front = frontMatterOf(lines, unread)
  if (!front.ok) return front
  const items = itemsOf(
    lines.map((line, at) => (at < front.lastLine ? '' : line)),
    unread,
  )
  if (front.title === null && items.length === 0) return nothingFound('nothing-in-it')
  if (front.date === null) return nothingFound('no-date', front.dateLine ?? front.firstLine)
  if (front.title === null) unread.add(front.firstLine, 'no-title')
  if (items.length === 0) unread.add(front.lastLine, 'no-items')
  return {
    ok: true,
    title: front.title ?? front.subtitle ?? front.date,
    subtitle: front.subtitle,
    date: front.date,
    venue: front.venue,
    link: front.link,
    draft: front.draft,
    items,
    unread: unread.inOrder(),
  }
}
