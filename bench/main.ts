// One bench by its name: `main.js NAME [--json] [SECTION …]`. Without sections, all of them. Those of
// the wire take `--people 100,1000` and `--runs 3`; what takes its time takes `--minutes 1`.
import { parseArgs } from 'node:util'
import { clock } from './clock/index.ts'
import { machine } from './machine.ts'
import { blink } from './blink/index.ts'
import { pairing } from './pairing/index.ts'
import { wire } from './wire/index.ts'
import type { Bench, Row } from './measure.ts'

const benches: Readonly<Record<string, Bench>> = { pairing, clock, ...wire, ...blink }

const { positionals, values } = parseArgs({
  options: {
    ...{ json: { type: 'boolean' }, people: { type: 'string' }, runs: { type: 'string' } },
    minutes: { type: 'string' },
  },
  allowPositionals: true,
})
const [name = '', ...wanted] = positionals
const bench = benches[name]
if (!bench) {
  console.error(`Expected a bench (${Object.keys(benches).join(', ')}), found «${name}».`)
  process.exit(2)
}

const sections: Record<string, readonly Row[]> = {}
for (const [section, measure] of Object.entries(bench)) {
  if (wanted.length === 0 || wanted.includes(section)) sections[section] = await measure()
}
if (values.json) console.log(JSON.stringify({ bench: name, machine, sections }))
else {
  console.log(`${machine.cpu}, ${machine.cores} cores, node ${machine.node}`)
  for (const [section, rows] of Object.entries(sections)) {
    console.log(`\n${section}`)
    console.table(rows)
  }
}
