// Whom this phone met: kept as the two say so, told to a later night so that it pairs others; and
// only where its owner said yes.
import { untrack } from 'svelte'
import type { Remembered } from '#night/rounds/commands.ts'
import type { LiveNight } from '#live/night.svelte.ts'
import { meetings } from '#live/meetings.svelte.ts'
import { recall, remember } from '#live/storage.ts'

type Live = LiveNight<'attendee'>

const isCount = (value: unknown): value is number => typeof value === 'number'
const name = ({ night }: Live) => `told:${night}`
/** How many meetings a night was told; null before it was told anything. */
const told = (live: Live): number | null => recall(name(live), isCount)

async function tell(live: Live, met: Remembered[]): Promise<void> {
  const answer = await live.send({ type: 'rounds/remember', met })
  if (answer.ok) remember(name(live), met.length)
}

/** Keeps and tells, while an evening is open. Call it while a component is set up. */
export function remembering(live: Live): void {
  let asked = false

  $effect(() => {
    const { view } = live
    if (!meetings.on || view?.seat?.kind !== 'pairing') return
    for (const { token } of view.seat.partners)
      if (token !== null) untrack(() => meetings.add(token, view.about.date))
  })

  $effect(() => {
    const { view } = live
    if (!view || view.me.state === 'left' || meetings.on === false || asked) return
    asked = true
    if (told(live) !== null) return
    // Those of tonight come later, and tonight knows them.
    const met = untrack(() => meetings.toldTo(view.about.date))
    if (met.length > 0) void tell(live, met)
    else remember(name(live), 0)
  })
}

/** From now on or not any more; a night that was told of meetings forgets them. */
export function chooseToRemember(live: Live, on: boolean): void {
  meetings.choose(on)
  if (!on) void untold(live)
}

/** Forgets them, here and at the night that was told of them. */
export function forgetMeetings(live: Live): void {
  meetings.forget()
  void untold(live)
}

const untold = async (live: Live): Promise<void> => {
  if ((told(live) ?? 0) > 0) await tell(live, [])
}
