import { describe, expect, it } from 'vitest'
import { parseAnnouncement, type Announcement } from '../../server/announcement/parse.ts'

const front = ['---', 'title: Night', 'start_date: 2019-09-04', '---', '']

function announced(...body: readonly string[]): Announcement {
  return accepted([...front, ...body].join('\n'))
}

function accepted(text: string): Announcement {
  const found = parseAnnouncement(text)
  if (!found.ok) throw new Error(`expected an announcement, found ${JSON.stringify(found)}`)
  return found
}

const reasons = (found: Announcement): readonly string[] =>
  found.unread.map(({ line, reason }) => `${line} ${reason}`)

describe('a page that is refused', () => {
  const refused: readonly (readonly [string, string, object])[] = [
    ['an empty page', '', { reason: 'empty' }],
    ['a blank page', '\uFEFF \r\n\t\n', { reason: 'empty' }],
    ['a page without front matter', '\n# Talks\n', { reason: 'no-front-matter', line: 2 }],
    ['binary garbage', '\u0000\u0001PNG\r\n\u001a\uFFFD', { reason: 'no-front-matter', line: 1 }],
    ['front matter that never ends', '---\ntitle: x\n', { reason: 'bad-front-matter', line: 1 }],
    ['broken YAML', '---\ntitle: "x\n---\n', { reason: 'bad-front-matter', line: 2 }],
    ['a key said twice', '---\ntitle: a\ntitle: b\n---', { reason: 'bad-front-matter', line: 3 }],
    ['two documents', '---\ntitle: a\n...\nb: c\n---', { reason: 'bad-front-matter', line: 4 }],
    ['front matter that is a list', '---\n- a\n---', { reason: 'bad-front-matter', line: 2 }],
    ['front matter with nothing in it', '---\n---\n', { reason: 'nothing-in-it' }],
    ['a date alone', '---\nstart_date: 2019-09-04\n---\ntext', { reason: 'nothing-in-it' }],
    ['a page without a date', '---\ntitle: x\n---\n', { reason: 'no-date', line: 1 }],
    [
      'a date that no calendar has',
      '---\ntitle: x\nstart_date: 2019-02-29\n---',
      { reason: 'no-date', line: 3 },
    ],
    ['a date in words', '---\ntitle: x\nstart_date: soon\n---', { reason: 'no-date', line: 3 }],
    ['a page over 256 kB', `---\n${'é'.repeat(140_000)}`, { reason: 'too-large' }],
    ['a page of too many lines', '\n'.repeat(4000), { reason: 'too-large', line: 3001 }],
  ]
  for (const [name, text, refusal] of refused) {
    it(`${name} is refused with its reason and its line`, () => {
      expect(parseAnnouncement(text)).toEqual({ ok: false, ...refusal })
    })
  }
})

describe('front matter', () => {
  const read = (...lines: readonly string[]): Announcement =>
    accepted(['---', 'title: Night', ...lines, '---'].join('\n'))

  it('without any item is accepted and told so', () => {
    const found = read('start_date: 2019-09-04')
    expect(found.items).toEqual([])
    expect(found.unread).toEqual([{ line: 4, text: '---', reason: 'no-items' }])
  })

  it('keeps dates, numbers and truth as they are written', () => {
    const found = read('start_date: 2019-01-01', 'subtitle: 0x10', 'location: yes')
    expect(found).toMatchObject({ date: '2019-01-01', subtitle: '0x10', venue: 'yes' })
  })

  it('takes the date of a time as written and says that the time is ignored', () => {
    const found = read('start_date: 2019-09-04T22:30:00Z')
    expect(found.date).toBe('2019-09-04')
    expect(reasons(found)).toContain('3 time-ignored')
  })

  it('lists unknown keys, every line of their values and comments', () => {
    const found = read('start_date: 2019-09-04', 'end:', '  - a', '  - b # why', 'id: 3', '# note')
    expect(reasons(found)).toEqual(
      expect.arrayContaining([
        '4 unknown-key',
        '5 unknown-key',
        '6 unknown-key',
        '6 comment',
        '8 comment',
      ]),
    )
    expect(found.unread).toHaveLength(6)
  })

  it('does not take a number sign inside a value for a comment', () => {
    const found = read('start_date: 2019-09-04', 'subtitle: "a # b"', 'location: >', '  # c')
    expect(found).toMatchObject({ subtitle: 'a # b', venue: '# c' })
    expect(reasons(found)).toEqual(['7 no-items'])
  })

  it('keeps no link but a web link', () => {
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//x.org',
      'ftp://x.org',
      '"https://a b"',
    ]) {
      const found = read('start_date: 2019-09-04', `meetup_link: ${link}`)
      expect(found.link, link).toBeNull()
      expect(reasons(found), link).toContain('4 not-a-web-link')
    }
  })

  it('says which values it cannot use', () => {
    const found = read('start_date: 2019-09-04', 'draft: maybe', 'location: [a, b]')
    expect(found).toMatchObject({ draft: false, venue: null })
    expect(reasons(found)).toEqual(expect.arrayContaining(['4 unusable-value', '5 unusable-value']))
  })

  it('without a title takes the subtitle and says so', () => {
    const found = accepted('---\nsubtitle: Beer\nstart_date: 2019-09-04\n---\n1. **A talk**')
    expect(found.title).toBe('Beer')
    expect(reasons(found)).toEqual(['1 no-title'])
  })
})

describe('an item', () => {
  it('may say its kind, its length and its language in labels', () => {
    const found = announced('* [Wallets](https://a.org) _(Atelier, 1h30)_ (FR) — Ada')
    expect(found.items).toMatchObject([
      { kind: 'workshop', minutes: 90, language: 'fr', title: 'Wallets', speaker: 'Ada' },
    ])
    expect(found.unread).toEqual([])
  })

  it('needs no bold title when it is labelled', () => {
    const found = announced('- The web - a future (2030) (Talk) -- @ada')
    expect(found.items).toMatchObject([
      { kind: 'talk', title: 'The web - a future (2030)', speaker: '@ada' },
    ])
  })

  it('is a workshop below a heading that says so, whatever icon stands before it', () => {
    const found = announced(
      '### <i class="x"></i>Workshops',
      '',
      '1. **A**',
      '',
      '## Talks',
      '',
      '1. **B**',
    )
    expect(found.items.map(({ kind }) => kind)).toEqual(['workshop', 'talk'])
    expect(found.unread).toEqual([])
  })

  it('loses the Markdown of its title and keeps its words', () => {
    const found = announced('1. **[A _b **c**_ `d` [e] &amp; \\*f\\*](https://a.org)** -- x')
    expect(found.items).toMatchObject([{ title: 'A b c d [e] & *f*', link: 'https://a.org' }])
  })

  it('lists the label that nobody knows, the link too many and the link that is none', () => {
    const found = announced(
      '1. **[A](javascript:alert(1))** _(Keynote)_ -- [x](https://x.org) and [y](https://y.org)',
    )
    expect(found.items).toMatchObject([
      { title: 'A', link: null, speaker: 'x and y', speakerLink: 'https://x.org' },
    ])
    expect(reasons(found)).toEqual(['6 not-a-web-link', '6 unknown-label', '6 extra-link'])
  })

  it('finds the address of a link that is defined elsewhere', () => {
    const found = announced(
      '1. **[A][one]** -- x',
      '',
      '[one]: https://a.org',
      '[two]: https://b.org',
    )
    expect(found.items).toMatchObject([{ link: 'https://a.org' }])
    expect(reasons(found)).toEqual(['9 outside-a-talk'])
  })

  it('keeps text that follows on its own lines as its summary', () => {
    const found = announced(
      '1. **A** -- x',
      '   first [b](https://b.org),',
      '   second  ',
      '   third',
    )
    expect(found.items).toMatchObject([
      { speaker: 'x', summary: 'first b (https://b.org), second\nthird' },
    ])
  })

  it('is not made of any other list', () => {
    const found = announced(
      '* Bring a laptop',
      '* [Register](https://a.org)',
      '* **Note:** beer -',
      '*',
    )
    expect(found.items).toEqual([])
    expect(reasons(found)).toEqual([
      '4 no-items',
      '6 not-a-talk',
      '7 not-a-talk',
      '8 not-a-talk',
      '9 not-a-talk',
    ])
  })
})

describe('a free slot', () => {
  it('lasts what it says, and fifteen minutes when it does not', () => {
    const found = announced(
      '{{< available_slot duration="20min" >}} {{<available_slot duration=1h>}}',
      "{{% available_slot duration='1h30' %}}",
      '- {{< available_slot >}}',
    )
    expect(found.items.map(({ minutes }) => minutes)).toEqual([20, 60, 90, 15])
  })

  it('stands in the order of the page', () => {
    const found = announced(
      '1. **A**',
      '',
      '{{< available_slot duration="15min" >}}',
      '',
      '2. **B**',
    )
    expect(found.items.map(({ kind }) => kind)).toEqual(['talk', 'free-slot', 'talk'])
  })

  it('is none when its duration cannot be read', () => {
    const found = announced(
      '{{< available_slot duration="long" >}}',
      '{{< available_slot duration="0min" >}}',
    )
    expect(found.items).toEqual([])
    expect(reasons(found)).toEqual(['4 no-items', '6 bad-duration', '7 bad-duration'])
  })

  it('is not offered by a comment or an example', () => {
    const found = announced(
      '<!-- {{< available_slot >}} -->',
      '',
      '```',
      '{{< available_slot >}}',
      '```',
    )
    expect(found.items).toEqual([])
    expect(found.unread.map(({ line }) => line)).toEqual(expect.arrayContaining([6, 9]))
  })

  it('is told from other shortcodes, which are listed', () => {
    const found = announced(
      '{{< youtube abc >}}',
      '{{< available_slot duration="5min" room="2" >}}',
    )
    expect(found.items).toMatchObject([{ minutes: 5 }])
    expect(reasons(found)).toEqual(['6 unknown-shortcode', '7 unknown-shortcode'])
  })
})
