// Real faults on real processes: `npm run faults -- [NAME …] [--json] [--kills N] [--phones N]`.
// Without names, all of them. Ends with 1 where a promise was broken.
import { parseArgs } from 'node:util'
import { builtServer } from './rig/built-server.ts'
import { isScenario, scenarios } from './scenarios/index.ts'
import type { Row } from './scenarios/scenario.ts'

const shownViolations = 5

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    kills: { type: 'string', default: '3' },
    phones: { type: 'string', default: '60' },
  },
})
const unknown = positionals.find((name) => !isScenario(name))
if (unknown !== undefined) {
  console.error(`Expected scenarios (${Object.keys(scenarios).join(', ')}), found «${unknown}».`)
  process.exit(2)
}

const options = { kills: Number(values.kills), phones: Number(values.phones) }
const names = (positionals.length > 0 ? positionals : Object.keys(scenarios)).filter(isScenario)
const program = await builtServer()
const rows: Row[] = []
for (const name of names) {
  const row = { name, ...(await scenarios[name]({ ...options, program })) }
  rows.push(row)
  if (!values.json) tell(row)
}
if (values.json) console.log(JSON.stringify({ options, rows }))
process.exit(rows.every(({ violations }) => violations.length === 0) ? 0 : 1)

function tell({ name, happened, violations, figures }: Row): void {
  console.log(`\n${violations.length === 0 ? '✓' : '✗'} ${name}: ${happened}`)
  console.log(`  ${JSON.stringify(figures)}`)
  for (const { code, sentence } of violations.slice(0, shownViolations))
    console.log(`  ${code}: ${sentence}`)
  if (violations.length > shownViolations) console.log(`  … ${violations.length} violations in all`)
}
