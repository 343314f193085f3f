// What a notification says of a call. A locked screen is read by others too: a table and a sign, which
// the room sees anyway, and nobody's name.
import { notify, pushKey, wantPush } from '#live/elsewhere.ts'
import type { NightId } from '#night/ids.ts'
import { callsWords } from '#ui/attendee/calls-words.svelte.ts'
import type { Cue } from '#ui/attendee/cue.ts'
import type { Moment, View } from '#ui/attendee/moment.ts'
import { signNamed } from '#ui/sign-words.ts'

export interface Happened {
  readonly cue: Cue
  readonly view: View
  readonly moment: Moment
  readonly before: Moment | null
}

/** Tells of a call outside the page. */
export const tellOutside = (night: NightId, happened: Happened): Promise<void> =>
  notify(night, { title: titleOf(happened), body: bodyOf(happened) })

function titleOf({ cue, view, moment, before }: Happened): string {
  const w = callsWords().said
  switch (cue) {
    case 'paired':
      return moment.kind === 'seat' ? w.paired(moment.number, moment.seat.table) : w.changed
    case 'sealed':
      return w.sealed(view.round.number)
    case 'minute-left':
      return w.minute
    case 'round-over':
      return before?.kind === 'seat' ? w.over(before.number) : w.changed
    case 'message':
      return w.message
    case 'offered':
      return w.offered
    case 'asked':
      return w.asked(view.round.asked ?? view.round.number + 1)
    case 'next-on-stage':
      return w.next
    case 'on-stage':
      return w.on
  }
}

function bodyOf({ cue, view, moment }: Happened): string {
  if (cue === 'paired' && moment.kind === 'seat') return signNamed(moment.seat.sign).described
  // It stands on the display too.
  if (cue === 'message') return view.screens.message ?? ''
  return view.about.title
}

/** Has the phone called when it sleeps, where the server does that. Resolves with null, or a code. */
export async function callMe(night: NightId, title: string): Promise<string | null> {
  const key = await pushKey()
  if (key === null) return 'network/away'
  return wantPush(night, key, { title, body: callsWords().said.changed })
}
