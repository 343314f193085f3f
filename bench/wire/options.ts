// What a bench is told on its command line: `npm run bench -- fanout --people 1000,5000`.
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { people: { type: 'string' }, runs: { type: 'string' }, minutes: { type: 'string' } },
  ...{ strict: false, allowPositionals: true },
})

/** How many people, for each size that is measured. */
export function peopleOr(...usual: readonly number[]): readonly number[] {
  const { people } = values
  return typeof people === 'string' ? people.split(',').map(Number) : usual
}

/** How often each side is measured in turn. */
export const runsOr = (usual: number): number =>
  typeof values['runs'] === 'string' ? Number(values['runs']) : usual

/** How long what takes real minutes takes. */
export const minutesOr = (usual: number): number =>
  typeof values['minutes'] === 'string' ? Number(values['minutes']) : usual
