// Pages made to hurt: whoever pastes one must get an answer, and nothing else.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAnnouncement } from '../../server/announcement/parse.ts'

const front = '---\ntitle: T\nstart_date: 2019-09-04\n---\n\n'
const lines = (line: string, count: number): string => `${line}\n`.repeat(count)

describe('hostile Markdown', () => {
  // Let through, four of these keep the Markdown parser busy for longer than a test may take, and
  // the others for seconds or, for the indent, not long: it is listed because it could not be read.
  const dangers: readonly (readonly [string, string, string])[] = [
    ['one endless line of quotes', '>'.repeat(200_000), 'line-too-long'],
    ['lists opened in lists', lines('1) '.repeat(16) + 'a', 2900), 'too-deep'],
    ['a few lists in lists on every line', lines('- '.repeat(6) + 'a', 2900), 'too-deep'],
    ['an indent without end', lines(`${'\t'.repeat(40)}a`, 2900), 'too-deep'],
    ['a paragraph of nothing but emphasis', lines('a**b'.repeat(20), 2900), 'too-tangled'],
    ['a paragraph of open brackets', lines('['.repeat(80), 2900), 'too-tangled'],
    ['a paragraph of references', lines('[a][b]'.repeat(13), 2900), 'too-tangled'],
  ]
  for (const [name, body, reason] of dangers) {
    it(`${name} is set aside and listed as ${reason}`, () => {
      const found = parseAnnouncement(front + body)
      if (!found.ok) throw new Error(`expected an announcement, found ${found.reason}`)
      expect(found.unread.map((line) => line.reason)).toContain(reason)
    })
  }

  it('emphasis in emphasis below the limit of marks is read or listed, and overflows nothing', () => {
    const found = parseAnnouncement(
      `${front}1. ${'*a **a '.repeat(200)}${'a** a* '.repeat(200)}(Talk)`,
    )
    expect(found.ok).toBe(true)
  })

  it('a talk beside what is set aside is read all the same', () => {
    const found = parseAnnouncement(`${front}${'> '.repeat(99)}a\n\n1. **A** -- x\n`)
    expect(found).toMatchObject({ items: [{ title: 'A', speaker: 'x' }] })
  })

  it('no script, event handler or dangerous address comes out of it', () => {
    const body = [
      '1. **[A<script>alert(1)</script>](jAvAsCrIpT:alert(1))** -- [x](data:text/html,y)',
      '',
      '    <img src=x onerror=alert(1)> [b](vbscript:z) <javascript:alert(2)>',
    ]
    const found = parseAnnouncement(front + body.join('\n'))
    expect(found).toMatchObject({
      items: [{ title: 'Aalert(1)', link: null, speaker: 'x', speakerLink: null }],
    })
    if (!found.ok) return
    expect(JSON.stringify(found.items)).not.toMatch(/<|onerror|vbscript|data:/)
    expect(found.unread.map(({ line }) => line)).toEqual(expect.arrayContaining([6, 8]))
  })

  it('no character comes out of it that could steer a terminal or turn the text around', () => {
    const found = parseAnnouncement(`${front}1. **A\u001b[2J\u202eB** -- x\u0000\u009b`)
    expect(found).toMatchObject({
      items: [{ title: 'A\uFFFD2J\uFFFDB', speaker: 'x\uFFFD\uFFFD' }],
    })
  })
})

describe('hostile YAML', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x]',
    ...[...'bcdefghi'].map((name, at) => {
      const before = [...'abcdefgh'][at] ?? ''
      return `${name}: &${name} [${Array.from({ length: 8 }, () => `*${before}`).join(', ')}]`
    }),
    'location: *i',
  ].join('\n')

  it('aliases of aliases are never expanded', () => {
    const found = parseAnnouncement(`---\ntitle: T\nstart_date: 2019-09-04\n${bomb}\n---\n`)
    expect(found).toMatchObject({ ok: true, venue: null })
    if (found.ok) expect(found.unread.length).toBe(11)
  })

  it('tags make no objects and keys of the language are only unknown keys', () => {
    const yaml =
      '__proto__: {ok: false}\nconstructor: x\ntitle: !!js/function "f"\nstart_date: !!timestamp 2019-09-04'
    const found = parseAnnouncement(`---\n${yaml}\n---\n`)
    expect(found).toMatchObject({ ok: true, title: 'f', date: '2019-09-04' })
    if (found.ok)
      expect(found.unread.map(({ reason }) => reason)).toEqual([
        'unknown-key',
        'unknown-key',
        'no-items',
      ])
  })

  for (const [name, yaml] of [
    ['brackets', `a: ${'['.repeat(16_000)}`],
    ['block lists', `a:\n${'- '.repeat(8000)}`],
    ['explicit keys', '? '.repeat(8000)],
    ['more than front matter ever needs', lines('a: b', 5000 / 2)],
  ] as const) {
    it(`${name} without end are refused`, () => {
      expect(parseAnnouncement(`---\n${yaml}\n---\n`)).toMatchObject({
        ok: false,
        reason: 'bad-front-matter',
      })
    })
  }
})

it('whatever is given, an answer comes back, with lines that exist', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '---\n',
      'title: x\n',
      'start_date: 2020-01-01\n',
      '\n',
      '\r',
      '1. **',
      '**',
      '](',
      '[',
      ')',
    ),
    fc.constantFrom(
      '{{< ',
      ' >}}',
      'available_slot',
      ' -- ',
      '(',
      '<!--',
      '-->',
      '```\n',
      '    ',
      '\t',
      '> ',
      '&a ',
      '*a',
    ),
  )
  fc.assert(
    fc.property(fc.boolean(), fc.array(piece, { maxLength: 30 }), (hasFront, pieces) => {
      const text = (hasFront ? front : '') + pieces.join('')
      const found = parseAnnouncement(text)
      const last = text.split(/\r\n?|\n/).length
      const said = found.ok ? [...found.items, ...found.unread] : [{ line: found.line ?? 1 }]
      for (const { line } of said) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(last)
      }
    }),
    { numRuns: 500, verbose: 1 },
  )
})
