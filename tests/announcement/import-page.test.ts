import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importPage } from '../../server/announcement/import-page.ts'
import { parseAnnouncement } from '../../server/announcement/parse.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rendezvous-import-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const page = [
  '---',
  'title: "Paris P2P #9"',
  'subtitle: Beer',
  'start_date: 2020-05-06',
  'location: Ground Control, Paris',
  'draft: true',
  '---',
  '1. **[A](https://a.org)** _(Talk, 20min, FR)_ -- [@x](https://x.org)',
  '',
  '    * one',
  '    * two',
  '',
  '{{< available_slot duration="15min" >}}',
  '',
  'Bring a friend.',
].join('\n')

async function imported(...args: readonly string[]) {
  const printed: string[] = []
  const complaints: string[] = []
  const code = await importPage(args, {
    from: folder,
    print: (text) => printed.push(text),
    complain: (sentence) => complaints.push(sentence),
  })
  return { code, printed, complaints }
}

it('says in plain words what was understood and then every line that was not', async () => {
  writeFileSync(join(folder, 'page.md'), page)
  const { code, printed, complaints } = await imported('page.md')
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] })
  expect(printed.join('\n').split('\n')).toEqual([
    'Paris P2P #9: Beer',
    'Wednesday 6 May 2020, Ground Control, Paris',
    'A draft: the page says that it is not published.',
    '',
    '1. Talk, 20 minutes, in French: A, by @x (https://x.org)',
    '   https://a.org',
    '   - one',
    '   - two',
    '2. Free slot, 15 minutes',
    '',
    'This is 5 minutes more than the 30 for talks.',
    '',
    'Not understood:',
    '  line 15: belongs to no talk: Bring a friend.',
  ])
})

it('prints the same as JSON when asked', async () => {
  writeFileSync(join(folder, 'page.md'), page)
  const { code, printed } = await imported('--json', 'page.md')
  expect(code).toBe(0)
  expect(JSON.parse(printed.join('\n'))).toEqual(parseAnnouncement(page))
})

it('refuses with one sentence and exit code 2', async () => {
  writeFileSync(join(folder, 'empty.md'), '')
  writeFileSync(join(folder, 'undated.md'), '---\ntitle: x\n---\n')
  writeFileSync(join(folder, 'binary.md'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]))
  writeFileSync(join(folder, 'large.md'), Buffer.alloc(300_000, 'a'))
  const usage = /^Say which page to import: npm run import -- FILE/
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['empty.md'], /^Nothing to import from empty\.md: the page is empty\.$/],
    [['undated.md'], /^Nothing to import from undated\.md: line 1: .*start_date.*\.$/],
    [['binary.md'], /^Cannot read binary\.md: it is not text in UTF-8\.$/],
    [['large.md'], /^Cannot read large\.md: it is larger than 256 kB\.$/],
    [['nowhere.md'], /^Cannot read nowhere\.md: there is no such file\.$/],
    [['.'], /^Cannot read \.: it is not a file\.$/],
    [['a\u0000b'], /^Cannot read /],
    [[], usage],
    [['a.md', 'b.md'], usage],
    [['--yaml', 'a.md'], usage],
  ]
  for (const [args, sentence] of cases) {
    const { code, printed, complaints } = await imported(...args)
    expect({ code, printed }, args.join(' ')).toEqual({ code: 2, printed: [] })
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toMatch(sentence)
  }
})

it('does not wait for a pipe that nobody writes to', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  expect((await imported(pipe)).complaints).toEqual([`Cannot read ${pipe}: it is not a file.`])
})
