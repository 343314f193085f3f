// A room whose rounds to come are sealed, as the server does it by itself.
import type { Night } from '#night/night.ts'
import { inputHash, planEvening } from '#night/rounds/pairing/index.ts'
import { sealWanted } from '#night/rounds/sealing.ts'
import type { Planned } from '#night/rounds/seating.ts'
import { host, system, tonight, type Story } from '../story.ts'

export const names = Array.from({ length: 16 }, (_, i) => `P${String(i).padStart(2, '0')}`)

let chance = 0
/** Words that nobody has had before. */
export const freshWords = () =>
  Array.from(
    { length: 5 },
    () =>
    Array.from({ length: 4 }, () => `w${String(++chance).replace(/\d/g, (d) => 'abcdefghij'[Number(d)] ?? '')}xyz`.slice(0, 8)), // prettier-ignore
  )

/** What has to be planned before a night's rounds are sealed, planned; nothing where it does not. */
export function plannedFor(night: Night): Planned | undefined {
  const wanted = sealWanted(night)
  if (wanted?.kind !== 'plan') return undefined
  return { input: inputHash(wanted.input), rounds: planEvening(wanted.input, 'quick') }
}

/** What the server does by itself, as often as there is something to do. */
export function sealed(story: Story): Story {
  if (!sealWanted(story.night)) return story
  const planned = plannedFor(story.night)
  if (planned) story.planned(planned)
  return story.given(system, { type: 'rounds/seal', words: freshWords() })
}

export function roomOf(people: number): Story {
  const story = tonight().given(host, { type: 'program/start', segment: 'doors' as never })
  story.at('18:40')
  for (const name of names.slice(0, people)) story.enters(name)
  return story
}
