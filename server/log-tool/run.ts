// One task of `npm run log`, from its arguments to its exit status.
import { resolve } from 'node:path'
import { backup } from './backup.ts'
import { BadArguments, readArguments, usage, type Asked } from './arguments.ts'
import { dump, hash, verify } from './look.ts'
import type { Output } from './output.ts'
import { restore } from './restore.ts'
import { looking } from './store.ts'

export interface Surroundings extends Omit<Output, 'json'> {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where files are looked for. */
  readonly from: string
}

/** 0 when all is well, 1 when something is damaged or failed, 2 when something else should be asked. */
export async function runLogTool(argv: readonly string[], around: Surroundings): Promise<number> {
  const { env, print, complain } = around
  try {
    const asked = readArguments(argv, env)
    return await perform(asked, around.from, { json: asked.json, print, complain })
  } catch (error) {
    complain(reasonsOf(error))
    return error instanceof BadArguments ? 2 : 1
  }
}

async function perform({ task, place }: Asked, from: string, out: Output): Promise<number> {
  switch (task.name) {
    case 'help':
      await out.print(usage)
      return 0
    case 'verify':
      return looking(place, (log) => verify(log, task.night, out))
    case 'dump':
      return looking(place, (log) => dump(log, task.night, out))
    case 'hash':
      return looking(place, (log) => hash(log, task.night, out))
    case 'backup': {
      const options = { file: resolve(from, task.file), data: place.data }
      return looking(place, (log) => backup(log, options, out))
    }
    case 'restore':
      return restore(place, resolve(from, task.file), out)
    default:
      return task satisfies never
  }
}

/** What went wrong, and what lay behind it. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof BadArguments || error.cause === undefined) return error.message
  return `${error.message} (${reasonsOf(error.cause)})`
}
