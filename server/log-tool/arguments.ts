// What `npm run log` is asked, parsed once.
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { nightId, type NightId } from '#night/ids.ts'

export const usage = `npm run log -- COMMAND [--data DIR] [--redis URL] [--json]

  verify [NIGHT]  reads every chain and checks it: one line a night
  dump NIGHT      the commits as JSON, one a line, oldest first
  hash [NIGHT]    where a night stands: its head, the head's number, the hash of its state
  backup FILE     everything in one file, also while the server runs. It holds keys.json, so that
                  badges and links go on working: it is as secret as the data directory
  restore FILE    a backup into an empty store, which may be of the other kind

The store is the log in --data (or RENDEZVOUS_DATA, or ./data), or a Redis with --redis (or REDIS_URL).`

/** Told as a sentence that says what to do; the process ends with 2. */
export class BadArguments extends Error {}

export type Task =
  | { readonly name: 'verify' | 'hash'; readonly night: NightId | null }
  | { readonly name: 'dump'; readonly night: NightId }
  | { readonly name: 'backup' | 'restore'; readonly file: string }
  | { readonly name: 'help' }

/** Where the log lies, and the keys. */
export interface Place {
  /** Holds keys.json, and the log where there is no Redis. */
  readonly data: string
  readonly redisUrl: string | undefined
}

export interface Asked {
  readonly task: Task
  readonly place: Place
  readonly json: boolean
}

/** Throws `BadArguments`. */
export function readArguments(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Asked {
  const { values, positionals } = parsed(argv)
  const redisUrl = values.redis ?? (env['REDIS_URL'] || undefined)
  if (redisUrl !== undefined && !/^rediss?:\/\/./.test(redisUrl))
    throw new BadArguments(
      'The Redis is like redis://127.0.0.1:6379: give it so with --redis or REDIS_URL.',
    )
  const data = values.data ?? (env['RENDEZVOUS_DATA'] || './data')
  const task: Task = values.help ? { name: 'help' } : taskOf(positionals)
  return { task, place: { data, redisUrl }, json: values.json }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        redis: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new BadArguments(`${reason}: the options are --data DIR, --redis URL, --json and --help.`)
  }
}

function taskOf([name, subject, ...more]: readonly string[]): Task {
  if (more.length > 0)
    throw new BadArguments(`Nothing is known to do with «${more.join(' ')}»: leave it out.`)
  switch (name) {
    case 'verify':
    case 'hash':
      return { name, night: subject === undefined ? null : nightOf(subject) }
    case 'dump':
      if (subject === undefined)
        throw new BadArguments('Say which night: dump NIGHT; verify lists them.')
      return { name, night: nightOf(subject) }
    case 'backup':
    case 'restore':
      if (!subject) throw new BadArguments(`Say which file: ${name} FILE.`)
      return { name, file: subject }
    default:
      throw new BadArguments(
        `${name === undefined ? 'Say what to do' : `There is no «${name}»`}: verify, dump, hash, backup or restore; --help says more.`,
      )
  }
}

function nightOf(text: string): NightId {
  const night = v.safeParse(nightId, text)
  if (night.success) return night.output
  throw new BadArguments(`«${text}» is no night’s id: verify lists them.`)
}
