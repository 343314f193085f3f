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
  /** The last of its commands that waits for a badge to be read. */
  reading: Promise<unknown> | null
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
  const { identity, runtime, credits, logger } = sender
  try {
    if (!credits.spend()) return { ok: false, code: 'wire/too-fast' }
    if (!read) return { ok: false, code: 'wire/malformed' }
    const { id, command: asked } = read
    if (notOnTheWire.has(asked.type)) return { ok: false, code: 'not-allowed' }
    const command = await inTurn(asked, sender)
    if (typeof command === 'string') return { ok: false, code: command }
    if (!isStillIn(runtime, identity)) return { ok: false, code: 'wire/no-pass' }
    return await runtime.submit({ id, by: identity.actor, command })
  } catch (error) {
    logger.error('command not answered', error)
    return { ok: false, code: 'wire/failed' }
  }
}

/** In the order in which they came, though a badge takes a while to read. */
function inTurn(asked: Command, sender: Sender): Command | Promise<Command | RefusalCode> {
  if (!isWithBadge(asked) && !sender.reading) return asked
  const read = isWithBadge(asked) ? badgeRead(asked, sender) : asked
  const turn = Promise.all([read, sender.reading]).then(([command]) => command)
  const over = turn.then(nothing, nothing).then(() => {
    if (sender.reading === over) sender.reading = null
  })
  sender.reading = over
  return turn
}

const nothing = () => {}

type WithBadge = Extract<Command, { type: 'door/check-in' }> & { readonly badge: string }

const isWithBadge = (command: Command): command is WithBadge =>
  command.type === 'door/check-in' && command.badge !== undefined

/** A badge is verified here, at the border; the rules know whom it is of. */
async function badgeRead(
  { type, badge }: WithBadge,
  { runtime, passes }: Sender,
): Promise<Command | RefusalCode> {
  const read = await passes.readBadge(badge)
  if (!read) return 'door/bad-badge'
  return read.night === runtime.id ? { type, for: read.attendee } : 'door/other-night'
}
