// Every word of a page comes out of it: in an item, or on a line that is listed as unread.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseAnnouncement } from '../../server/announcement/parse.ts'

/** `W` becomes a word that stands nowhere else on the page. */
const shapes = [
  'W W',
  '1. **[W W](https://x.org)** _(Talk)_ -- [@W](https://x.org)',
  '1. **W _(W)_)** _(W)_ - W',
  '* W W',
  '* [W](javascript:W) (Workshop) -- W',
  '- W -- **W**',
  '    W *W* `W`',
  '    * W [W](https://x.org/W "W")',
  '   1. W',
  '      W',
  '> W',
  '> * **W** -- W',
  '```W',
  '\tW',
  '| W | W |',
  '<div>W</div>',
  '<!-- W',
  '-->',
  '<b>W</b> <kbd>W</kbd>',
  '{{< W W >}}',
  '{{< available_slot duration="W" >}} W',
  '{{< available_slot W="W" duration="15min" >}}',
  '{{< W',
  '[W]: https://x.org/W',
  '[W]: W (W)',
  'W [W] W',
  '![W](https://x.org/W.png)',
  '[^W]: W',
  '**W',
  'W  ',
  '<https://x.org/W>',
  '<W:W>',
  '---',
  '===',
  '',
  '',
]
const isHeading = (line: string, next: string | undefined): boolean =>
  /^ {0,3}#/.test(line) || (next !== undefined && /^ {0,3}(?:=+|-+)\s*$/.test(next))

/** Where the words of a page went, if not into an item, an unread line or a heading. */
function lostWords(lines: readonly string[]): readonly string[] {
  const front = ['---', 'title: T', 'start_date: 2019-09-04', '---', '']
  const found = parseAnnouncement([...front, ...lines].join('\n'))
  if (!found.ok) return [`refused: ${found.reason}`]
  const kept = JSON.stringify(found.items)
  const unread = new Set(found.unread.map(({ line }) => line))
  return lines.flatMap((line, at) => {
    if (unread.has(front.length + at + 1) || isHeading(line, lines[at + 1])) return []
    return (line.match(/zq\d+x/g) ?? []).filter((word) => !kept.includes(word))
  })
}

it('no word of a page is dropped in silence', () => {
  let seed = 0
  const word = (): string => `zq${seed++}x`
  const line = fc.constantFrom('# W', ...shapes).map((shape) => shape.replace(/W/g, word))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      expect(lostWords(lines)).toEqual([])
    }),
    { numRuns: 600, verbose: 1 },
  )
})

it('no line of the front matter is dropped in silence', () => {
  const line = fc.constantFrom(
    'zq: a',
    'zq: [a,',
    '  b]',
    'zq: {a: b}',
    'zq: |',
    '  c',
    '# d',
    'zq: "e',
    '  f"',
    '? g',
    ': h',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const page = [
        '---',
        'title: T',
        'start_date: 2019-09-04',
        ...lines.map((text, at) => text.replace('zq', `k${at}`)),
        '---',
      ]
      const found = parseAnnouncement(page.join('\n'))
      if (!found.ok) {
        expect(found.reason).toBe('bad-front-matter')
        return
      }
      const unread = new Set(found.unread.map((entry) => entry.line))
      lines.forEach((text, at) => {
        expect(unread.has(at + 4), `line ${at + 4}: ${text}`).toBe(true)
      })
    }),
    { numRuns: 400, verbose: 1 },
  )
})
