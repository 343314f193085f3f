// One command from a socket: understood, paid for, stamped with who sent it, decided, answered.
import * as v from 'valibot'
import type { Command, CommandType } from '#night/night.ts'
import { commandFromPhone, type Answer, type CommandFromPhone } from '#protocol/messages.ts'
import type { RefusalCode } from '#night/refusals.ts'
import type { Logger } from '../runtime/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Credits } from '../limits.ts'
import type { Passes } from '../passes.ts'
import type { NightRuntime } from '../runtime/night-runtime.ts'
import { isStillIn } from './authenticate.ts'
import type { Identity } from './socket.ts'

export interface Sender {
  readonly identity: Identity
  readonly runtime: NightRuntime
  readonly passes: Passes
  readonly credits: Credits
  readonly logger: Logger
  readonly metrics?: Metrics
}

/** What makes a badge, a night or a link goes over HTTP, where its secret is handed out once. */
const notOnTheWire: ReadonlySet<CommandType> = new Set([
  'night/create',
  'door/join',
  'passes/grant',
])

/** Answers every message, also one that is no command. Never throws. */
export async function receive(message: unknown, sender: Sender): Promise<Answer> {
  const parsed = v.safeParse(commandFromPhone, message)
  const answer = await answerTo(parsed.success ? parsed.output : null, sender)
  sender.metrics?.answered(parsed.success ? parsed.output.command.type : 'unread', answer)
  return answer
}

async function answerTo(read: CommandFromPhone | null, sender: Sender): Promise<Answer> {
  const { identity, runtime, passes, credits, logger } = sender
  try {
    if (!credits.spend()) return { ok: false, code: 'wire/too-fast' }
    if (!read) return { ok: false, code: 'wire/malformed' }
    const { id, command: asked } = read
    if (notOnTheWire.has(asked.type)) return { ok: false, code: 'not-allowed' }
    if (!isStillIn(runtime, identity)) return { ok: false, code: 'wire/no-pass' }
    const command = withBadgeRead(asked, runtime, passes)
    if (typeof command === 'string') return { ok: false, code: command }
    return await runtime.submit({ id, by: identity.actor, command })
  } catch (error) {
    logger.error('command not answered', error)
    return { ok: false, code: 'wire/failed' }
  }
}

/** A badge is verified here, at the border; the rules know whom it is of. */
function withBadgeRead(
  command: Command,
  { id }: NightRuntime,
  passes: Passes,
): Command | RefusalCode {
  if (command.type !== 'door/check-in' || command.badge === undefined) return command
  const badge = passes.readBadge(command.badge)
  if (!badge) return 'door/bad-badge'
  return badge.night === id ? { type: command.type, for: badge.attendee } : 'door/other-night'
}
