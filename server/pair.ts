// `npm run pair -- FILE.json`, or from standard input: an instance in, one line of JSON out. For
// people who audit a night.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { wholeEvening } from '#night/rounds/pairing/audit/evening.ts'
import { BadInstance, instanceOf, unknownFields } from '#night/rounds/pairing/audit/instance.ts'
import { oneRound } from '#night/rounds/pairing/audit/one-round.ts'

// npm runs scripts in the project's root and remembers where it was called.
const from = process.env['INIT_CWD'] ?? process.cwd()

function read(file: string | undefined): unknown {
  let text: string
  try {
    text = readFileSync(file === undefined || file === '-' ? 0 : resolve(from, file), 'utf8')
  } catch (error) {
    throw new BadInstance(`${file ?? 'standard input'}: expected a file that can be read`, { cause: error }) // prettier-ignore
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadInstance('the input: expected JSON', { cause: error })
  }
}

try {
  const json = read(process.argv[2])
  const instance = instanceOf(json)
  for (const field of unknownFields(json)) console.error(`${field}: not known, and left out`)
  const begun = performance.now()
  const { rounds } = instance
  const answer = rounds === undefined ? oneRound(instance) : wholeEvening(instance, rounds)
  const ms = Math.round((performance.now() - begun) * 1000) / 1000
  console.log(JSON.stringify({ ...answer, ms }))
} catch (error) {
  if (!(error instanceof BadInstance)) throw error
  console.error(error.message)
  process.exitCode = 2
}
