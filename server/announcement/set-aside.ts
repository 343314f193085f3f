// What is not given to the Markdown parser: some short texts keep it busy for minutes.
// Its cost is quadratic in the containers that lines open (lists in lists, quotes in quotes) and in
// the marks of one paragraph.
import type { Unread } from './page.ts'

const LONGEST_LINE = 4000
const MOST_CONTAINERS = 8
/** Containers opened inside another on the same line, over the whole page. */
const MOST_CONTAINERS_WITHIN = 1000
const MOST_INDENT = 64
const MOST_MARKS_IN_A_BLOCK = 2000

/** The lines with the dangerous ones made blank; those are listed. */
export function withoutDangers(lines: readonly string[], unread: Unread): readonly string[] {
  let within = 0
  const kept = lines.map((line, at) => {
    if (line.length > LONGEST_LINE) {
      unread.add(at + 1, 'line-too-long')
      return ''
    }
    const opened = containersOf(line)
    within += Math.max(0, opened - 1)
    const isTooMuch = opened > 1 && within > MOST_CONTAINERS_WITHIN
    if (!isTooMuch && opened <= MOST_CONTAINERS && indentOf(line) <= MOST_INDENT) return line
    unread.add(at + 1, 'too-deep')
    return ''
  })
  let first = 0
  while (first < kept.length) {
    let end = first
    let marks = 0
    while ((kept[end] ?? '').trim() !== '') {
      marks += (kept[end] ?? '').match(/[*_[\]!<&`\\]/g)?.length ?? 0
      end++
    }
    if (marks > MOST_MARKS_IN_A_BLOCK) {
      unread.addAll(first + 1, end, 'too-tangled')
      kept.fill('', first, end)
    }
    first = end + 1
  }
  return kept
}

const indentOf = (line: string): number =>
  /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0

/** How many lists and quotes the beginning of a line opens, up to one more than allowed. */
function containersOf(line: string): number {
  const container = /\s*(?:>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))/y
  let opened = 0
  while (opened <= MOST_CONTAINERS && container.test(line)) opened++
  return opened
}
