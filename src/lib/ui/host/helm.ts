// The one button in words: what it will do exactly, and whether to ask first.
import type { HostWords } from '#i18n/en/host.ts'
import type { Command } from '#night/night.ts'
import type { Instant } from '#night/time.ts'
import type { HostSight } from './sight.ts'

export interface Helm {
  readonly label: string
  /** Null where there is nothing to press. */
  readonly command: Command | null
  readonly ask: Ask | null
}
/** What is hard to take back is asked once. */
export type Ask =
  | { readonly kind: 'stale-preview'; readonly number: number }
  | { readonly kind: 'end-round'; readonly number: number; readonly leftMs: number }
  | { readonly kind: 'end-night' }

/** The button for this moment. */
export function helmOf(view: HostSight, words: HostWords, now: Instant): Helm {
  const { next } = view.helm
  if (!next) return { label: words.next.over, command: null, ask: null }
  const { command } = next
  const label = labelOf(view, words, command, next.facts)
  // One person alone would only be refused.
  const alone = command.type === 'rounds/start' && view.desk.present < 2
  return { label, command: alone ? null : command, ask: alone ? null : askOf(view, command, now) }
}

type Facts = Readonly<Record<string, string | number>>

function labelOf(view: HostSight, words: HostWords, command: Command, facts: Facts): string {
  const { next } = words
  const text = (name: string) => String(facts[name] ?? '')
  switch (command.type) {
    case 'program/resume':
      return next.resume
    case 'program/end':
      return next.end
    case 'program/start': {
      const segment = view.program.segments.find((s) => s.id === command.segment)
      const started = {
        doors: next.openDoors,
        talks: next.startTalks,
        rounds: next.startRounds,
        free: next.startFree,
        own: next.startOwn(segment?.title ?? ''),
      }
      return started[segment?.kind ?? 'own']
    }
    case 'talks/call':
      return next.call(text('title'), text('speaker'))
    case 'talks/stop':
      return next.stop(text('title'))
    case 'rounds/start': {
      const { plan, present } = view.desk
      if (present < 2) return next.waitForTwo(command.number)
      const held = plan?.number === command.number && plan.holds ? plan.pairings.length : null
      return next.startRound(command.number, present, held ?? Math.floor(present / 2))
    }
    case 'rounds/end':
      return next.endRound(command.number)
    default:
      return next.other
  }
}

const nearlyOverMs = 20_000

function askOf({ desk, round, program }: HostSight, command: Command, now: Instant): Ask | null {
  if (command.type === 'program/end') return { kind: 'end-night' }
  if (command.type === 'rounds/start' && desk.plan?.number === command.number && !desk.plan.holds)
    return { kind: 'stale-preview', number: command.number }
  if (command.type === 'rounds/end') {
    const leftMs = round.endsAt - (program.pausedAt ?? now)
    return leftMs > nearlyOverMs ? { kind: 'end-round', number: command.number, leftMs } : null
  }
  return null
}

/** What undo would take back, in words. */
export const undoneBy = (command: string, words: HostWords): string =>
  words.undo.of[command] ?? words.undo.last
