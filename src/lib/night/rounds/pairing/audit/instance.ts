// An instance of the pairing problem as people who audit a night write it: plain JSON.
import * as v from 'valibot'

const integer = (name: string) =>
  v.pipe(v.number(`expected ${name}`), v.integer(`expected ${name}`))
const id = integer('the id of a person, an integer')
const pair = v.tuple([id, id], 'expected pairs of ids')
const weight = integer('weights that are integers')

const shape = v.object({
  people: v.array(v.object({ id }), 'expected a list like [{"id": 0}, …]'),
  weights: v.optional(v.array(v.array(v.nullable(weight)))),
  edges: v.optional(v.array(v.tuple([id, id, weight], 'expected entries like [0, 1, 5]'))),
  forbidden: v.optional(v.array(pair), []),
  met_tonight: v.optional(v.array(pair), []),
  absent: v.optional(v.array(id), []),
  priority: v.optional(
    v.array(v.pipe(integer('integers from 0'), v.minValue(0, 'expected integers from 0'))),
  ),
  rounds: v.optional(
    v.pipe(
      integer('a number of rounds'),
      v.minValue(1, 'expected 1 to 50'),
      v.maxValue(50, 'expected 1 to 50'),
    ),
  ),
  seed: v.optional(v.union([v.number(), v.string()]), 0),
})

/** Those who are there, as numbers from 0. */
export interface Instance {
  /** Of each, the id. */
  readonly ids: readonly number[]
  /** n × n, symmetric; NaN where two may not sit together. */
  readonly worth: Float64Array
  /** Of each; the greater, the less they should sit out. */
  readonly priority: readonly number[]
  /** Undefined for one round alone. */
  readonly rounds: number | undefined
  readonly seed: string
}

/** What is wrong with an instance: names the field. */
export class BadInstance extends Error {}

const wrong = (field: string, what: string): never => {
  throw new BadInstance(`${field}: ${what}`)
}

/** The fields at the top that mean nothing here, and may be mistyped. */
export const unknownFields = (json: unknown): readonly string[] =>
  Object.keys(Object(json)).filter((field) => !(field in shape.entries))

/** The instance that JSON describes. Throws a BadInstance that names the field and what was expected. */
export function instanceOf(json: unknown): Instance {
  const parsed = v.safeParse(shape, json, { abortEarly: true })
  if (!parsed.success) {
    const [issue] = parsed.issues
    return wrong(v.getDotPath(issue) ?? 'the input', issue.message)
  }
  const said = parsed.output
  const all = said.people.map((person) => person.id)
  const places = new Map(all.map((each, place) => [each, place]))
  if (places.size < all.length) wrong('people', 'expected every id once')
  if (said.priority && said.priority.length !== all.length)
    wrong('priority', `expected ${all.length} numbers, one a person, found ${said.priority.length}`)
  const worth = worthOf(said, places)
  for (const field of ['forbidden', 'met_tonight'] as const)
    for (const [i, j] of placed(field, said[field], places))
      worth[i * all.length + j] = worth[j * all.length + i] = NaN
  const away = new Set(said.absent.map((each) => placeOf('absent', each, places)))
  const here = all.flatMap((_, place) => (away.has(place) ? [] : [place]))
  return {
    ids: here.map((place) => all[place] ?? 0),
    worth: Float64Array.from(
      here.flatMap((i) => here.map((j) => worth[i * all.length + j] ?? NaN)),
    ),
    priority: here.map((place) => said.priority?.[place] ?? 0),
    rounds: said.rounds,
    seed: String(said.seed),
  }
}

type Said = v.InferOutput<typeof shape>
type Places = ReadonlyMap<number, number>

function worthOf({ weights, edges }: Said, places: Places): Float64Array {
  if ((weights === undefined) === (edges === undefined))
    wrong('weights', 'expected either weights or edges, and not both')
  return weights ? ofMatrix(weights, places.size) : ofEdges(edges ?? [], places)
}

function ofMatrix(rows: readonly (readonly (number | null)[])[], n: number): Float64Array {
  if (rows.length !== n || rows.some((row) => row.length !== n))
    wrong('weights', `expected ${n} rows of ${n}, as many as people`)
  const worth = new Float64Array(n * n).fill(NaN)
  rows.forEach((row, i) => {
    row.forEach((each, j) => {
      if (each !== (rows[j]?.[i] ?? null)) wrong(`weights.${i}.${j}`, 'expected the same both ways')
      if (i !== j && each !== null) worth[i * n + j] = each
    })
  })
  return worth
}

function ofEdges(
  edges: readonly (readonly [number, number, number])[],
  places: Places,
): Float64Array {
  const n = places.size
  const worth = new Float64Array(n * n).fill(NaN)
  edges.forEach(([a, b, each], at) => {
    const [i, j] = [placeOf(`edges.${at}`, a, places), placeOf(`edges.${at}`, b, places)]
    if (i === j) wrong(`edges.${at}`, 'expected two different people')
    if (!Number.isNaN(worth[i * n + j])) wrong(`edges.${at}`, 'expected every pair once')
    worth[i * n + j] = worth[j * n + i] = each
  })
  return worth
}

const placed = (field: string, pairs: readonly (readonly [number, number])[], places: Places) =>
  pairs.map(([a, b], at): [number, number] => [
    placeOf(`${field}.${at}`, a, places),
    placeOf(`${field}.${at}`, b, places),
  ])

const placeOf = (field: string, id: number, places: Places): number =>
  places.get(id) ?? wrong(field, `expected the id of one of the people, found ${id}`)
