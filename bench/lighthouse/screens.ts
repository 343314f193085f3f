// The attendee's five screens, on a night that is at the right moment for each: where they are, and
// what the phone remembers when it comes there.
import type { Browser } from '@playwright/test'
import type { Joined } from '#protocol/http.ts'
import { Hall } from '../../tests/support/hall.ts'

export interface Measured {
  readonly name: string
  readonly url: string
  /** What stands in the phone's store before the page begins. */
  readonly kept: Readonly<Record<string, string>>
  /** What has to be on the screen: another page would be measured for nothing. */
  readonly shows: RegExp
}

const others = ['Bo', 'Cyd', 'Dan', 'Eve', 'Fay']

/** Holds a night and hands over each screen when its moment has come. */
export async function screens(
  browser: Browser,
  measure: (screen: Measured) => Promise<void>,
): Promise<void> {
  const hall = await Hall.open(browser, '18:30', { title: 'Paris P2P #12' })
  const at = (path: string) => new URL(hall.nightPath + path, hall.server.url).href
  const as = (joined: Joined) => ({ [`rendezvous:badge:${hall.night.id}`]: JSON.stringify(joined) })
  try {
    await hall.begin('doors')
    const kept = as(await hall.arrive({ name: 'Ada' }))
    for (const name of others) await hall.arrive({ name, languages: ['fr', 'en'] })

    await measure({ name: 'join', url: at(''), kept: {}, shows: /Get my badge/ })
    await measure({ name: 'waiting', url: at(''), kept, shows: /You are in/ })
    await measure({ name: 'talks', url: at('/talks'), kept, shows: /Propose the first one/ })
    await measure({ name: 'me', url: at('/me'), kept, shows: /What I said/ })
    await hall.reach('19:30')
    await hall.begin('rounds')
    await hall.announceRound(1)
    await hall.talking()
    await measure({ name: 'round', url: at(''), kept, shows: /Round 1 of 5/ })
  } finally {
    await hall.close()
  }
}
