// The body of a page: headings, talks in lists, free slots, and the rest.
import type { AnnouncedItem, TalkKind } from './announcement.ts'
import {
  firstLineOf,
  lastLineOf,
  nodesOf,
  Reader,
  treeOf,
  type Node,
  type Tree,
} from './markdown.ts'
import type { Unread } from './page.ts'
import { withoutDangers } from './set-aside.ts'
import { shortcodesOf, slotOf } from './shortcodes.ts'
import { talkOf } from './talk.ts'
import { kindOfHeading } from './values.ts'

/** The items of a body, in order; `lines` is the whole page with its front matter made blank. */
export function itemsOf(lines: readonly string[], unread: Unread): readonly AnnouncedItem[] {
  const body = shortcodesOf(withoutDangers(lines, unread))
  const tree = treeOf(body.lines)
  const items: AnnouncedItem[] = talksOf(tree, new Reader(tree, unread))

  const hidden = linesHidden(tree)
  for (const shortcode of body.shortcodes) {
    const slot = hidden.has(shortcode.line) ? null : slotOf(shortcode, unread)
    if (slot) items.push(slot)
    else if (hidden.has(shortcode.line)) unread.add(shortcode.line, 'unknown-shortcode')
  }
  return items.sort((a, b) => a.line - b.line)
}

function talksOf(tree: Tree, reader: Reader): AnnouncedItem[] {
  const items: AnnouncedItem[] = []
  let kind: TalkKind = 'talk'
  for (const node of tree.children) {
    if (node.type === 'heading') {
      const heading = reader.line(node.children)
      if (heading.links.length > 0) reader.unread.add(firstLineOf(node), 'extra-link')
      // A paragraph above a line of dashes is a heading to Markdown and hardly one to its author.
      if (lastLineOf(node) - firstLineOf(node) > 1) listAll(node, reader)
      kind = kindOfHeading(heading.text) ?? 'talk'
    } else if (node.type === 'list') {
      for (const item of node.children) {
        const talk = talkOf(item, kind, reader)
        if (talk) items.push(talk)
        else reader.unread.addAll(firstLineOf(item), lastLineOf(item), 'not-a-talk')
      }
    } else if (node.type !== 'definition' && node.type !== 'thematicBreak') listAll(node, reader)
  }
  for (const node of nodesOf(tree)) {
    if (node.type === 'definition' && !reader.isWanted(node)) listAll(node, reader)
  }
  return items
}

function listAll(node: Node, reader: Reader): void {
  const isComment = node.type === 'html' && node.value.startsWith('<!--')
  const reason = isComment ? 'comment' : node.type === 'html' ? 'html' : 'outside-a-talk'
  reader.unread.addAll(firstLineOf(node), lastLineOf(node), reason)
}

/** The lines of comments and code: a slot in there is not offered to anybody. */
function linesHidden(tree: Tree): ReadonlySet<number> {
  const hidden = new Set<number>()
  for (const node of nodesOf(tree)) {
    const isHidden =
      node.type === 'code' ||
      (node.type === 'html' && /^<!--|^<(?:script|style)\b/i.test(node.value))
    if (!isHidden) continue
    for (let line = firstLineOf(node); line <= lastLineOf(node); line++) hidden.add(line)
  }
  return hidden
}
