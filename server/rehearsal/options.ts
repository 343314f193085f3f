// What a rehearsal is asked to be, from the command line.
import { parseArgs } from 'node:util'
import * as v from 'valibot'

const share = v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(0), v.maxValue(1))
const whole = (min: number, max: number) =>
  v.pipe(v.string(), v.transform(Number), v.number(), v.integer(), v.minValue(min), v.maxValue(max))

const options = v.object({
  people: v.optional(whole(2, 1000), '60'),
  seed: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,24}$/)), '1'),
  /** A multiple of real time; as fast as it goes where none is given. */
  speed: v.optional(v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(1))),
  /** Shares of the people: who come during the rounds, miss a round, leave one and return, have no phone. */
  late: v.optional(share, '0'),
  leaving: v.optional(share, '0'),
  absent: v.optional(share, '0'),
  phoneless: v.optional(share, '0'),
  /** The owner's link of a server that runs already. */
  url: v.optional(v.pipe(v.string(), v.url())),
  page: v.optional(v.string()),
  json: v.optional(v.boolean(), false),
  /** Where a server of its own keeps the evening; a temporary folder where none is given. */
  data: v.optional(v.string()),
  /** In what; where nothing is said, in the Redis of REDIS_URL, or on the disk. */
  store: v.optional(v.picklist(['memory', 'disk', 'redis'])),
  port: v.optional(whole(0, 65535), '0'),
  /** How many servers share the evening, each a process of its own. */
  processes: v.optional(whole(1, 8), '1'),
})
export type RehearsalOptions = v.InferOutput<typeof options>

export const usage = `npm run rehearse -- [--people 60] [--seed 1] [--speed 60] [--late 0.2] [--absent 0.15]
  [--leaving 0.1] [--phoneless 0.1] [--page FILE] [--url OWNER-LINK] [--data DIR] [--port 0]
  [--store memory|disk|redis] [--processes 3] [--json]`

/** Reads the command line. Throws an Error that names the option and what was expected. */
export function readOptions(argv: readonly string[]): RehearsalOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...argv],
    options: {
      ...{ people: text, seed: text, speed: text, late: text, absent: text, phoneless: text },
      leaving: text,
      ...{
        url: text,
        page: text,
        data: text,
        port: text,
        store: text,
        processes: text,
        json: { type: 'boolean' },
      },
    },
  })
  const parsed = v.safeParse(options, values)
  if (parsed.success && parsed.output.url !== undefined && parsed.output.store !== undefined)
    throw new Error('--store: only for a server of its own, not with --url')
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  throw new Error(`--${v.getDotPath(issue) ?? 'option'}: ${issue.message}`)
}
