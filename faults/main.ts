// Real faults on real processes: `npm run faults -- [NAME …] [--json] [--kills N] [--phones N]`.
// Without names, all scenarios. Ends with 1 where a promise was broken. `planted` looks instead whether
// faults that were planted on purpose are found.
import { parseArgs } from 'node:util'
import { huntAll, type Hunted } from './planted/hunt.ts'
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
const options = { kills: Number(values.kills), phones: Number(values.phones) }
process.exit((await (positionals.includes('planted') ? hunt() : disturb())) ? 0 : 1)

async function hunt(): Promise<boolean> {
  const names = positionals.filter((name) => name !== 'planted')
  const hunted = await huntAll(names, options, (each) => values.json || tellHunted(each))
  if (values.json) console.log(JSON.stringify({ options, hunted }))
  return hunted.length > 0 && hunted.every(({ isRight }) => isRight)
}

async function disturb(): Promise<boolean> {
  const unknown = positionals.find((name) => !isScenario(name))
  if (unknown !== undefined) {
    console.error(
      `Expected planted, or scenarios (${Object.keys(scenarios).join(', ')}), found «${unknown}».`,
    )
    return false
  }
  const all = positionals.length > 0 ? positionals : Object.keys(scenarios)
  const program = await builtServer()
  const rows: Row[] = []
  for (const name of all.filter(isScenario)) {
    const row = { name, ...(await scenarios[name]({ ...options, program })) }
    rows.push(row)
    if (!values.json) tell(row)
  }
  if (values.json) console.log(JSON.stringify({ options, rows }))
  return rows.every(({ violations }) => violations.length === 0)
}

function tellHunted({ name, fault, scenario, expected, found, isRight }: Hunted): void {
  console.log(`${isRight ? '✓' : '✗'} ${name} (${fault}) in ${scenario}`)
  console.log(`  expected ${expected}, found ${JSON.stringify(found)}`)
}

function tell({ name, happened, violations, figures }: Row): void {
  console.log(`\n${violations.length === 0 ? '✓' : '✗'} ${name}: ${happened}`)
  console.log(`  ${JSON.stringify(figures)}`)
  for (const { code, sentence } of violations.slice(0, shownViolations))
    console.log(`  ${code}: ${sentence}`)
  if (violations.length > shownViolations) console.log(`  … ${violations.length} violations in all`)
}
