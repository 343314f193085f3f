// What is not given to the Markdown parser: some short texts keep it busy for minutes.
// Its cost is quadratic in the containers that one line opens and in the marks of one paragraph.
import type { Unread } from './page.ts'

const LONGEST_LINE = 4000
const MOST_CONTAINERS = 16
const MOST_INDENT = 64
const MOST_MARKS_IN_A_BLOCK = 1000

/** The lines with the dangerous ones made blank; those are listed. */
export function withoutDangers(lines: readonly string[], unread: Unread): readonly string[] {
  const kept = lines.map((line, at) => {
    if (line.length > LONGEST_LINE) unread.add(at + 1, 'line-too-long')
    else if (opensTooMuch(line)) unread.add(at + 1, 'too-deep')
    else return line
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

function opensTooMuch(line: string): boolean {
  const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0
  if (indent > MOST_INDENT) return true
  const container = /\s*(?:>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))/y
  let depth = 0
  while (depth <= MOST_CONTAINERS && container.test(line)) depth++
  return depth > MOST_CONTAINERS
}
