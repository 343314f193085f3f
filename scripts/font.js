// Makes the one font small enough for a phone: the letters of French and English, both weights in
// one variable file. Run by hand when the font's package changes: node scripts/font.js
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import subsetFont from 'subset-font'
import { root } from './sources.js'

const from = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next'
const to = join(root, 'src/lib/ui/fonts')

const letters =
  Array.from({ length: 0x7e - 0x20 + 1 }, (_, i) => String.fromCharCode(0x20 + i)).join('') +
  // Names come from everywhere: all letters of Latin-1, and the French ones that are not in it.
  Array.from({ length: 0xff - 0xc0 + 1 }, (_, i) => String.fromCharCode(0xc0 + i)).join('') +
  'œŒŸ' +
  '«»‹›“”‘’–—…·•×÷°²³€©®±→←↑↓✓\u00a0\u202f'

const font = await readFile(
  join(root, from, 'files/atkinson-hyperlegible-next-latin-wght-normal.woff2'),
)
const small = await subsetFont(font, letters, {
  targetFormat: 'woff2',
  variationAxes: { wght: { min: 400, max: 700 } },
})
await writeFile(join(to, 'atkinson-hyperlegible-next.woff2'), small)
await writeFile(join(to, 'OFL.txt'), await readFile(join(root, from, 'LICENSE')))
console.log(`${small.length} bytes`)
