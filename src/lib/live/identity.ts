// Who this device is, night by night: the badge it shows and the pass that lets it act.
import type { NightId } from '#night/ids.ts'
import type { Joined } from '#protocol/http.ts'
import { freshName } from './fresh.ts'
import { forget, recall, remember } from './storage.ts'

const isJoined = (value: unknown): value is Joined =>
  typeof value === 'object' && value !== null && 'pass' in value && 'badge' in value

const isNight = (value: unknown): value is NightId => typeof value === 'string'
const isText = (value: unknown): value is string => typeof value === 'string'

export const identityOf = (night: NightId): Joined | null => recall(`badge:${night}`, isJoined)

export function keepIdentity(night: NightId, joined: Joined): void {
  remember(`badge:${night}`, joined)
  remember('last-night', night)
}

/** The night this device was last at: where it opens again. */
export const lastNight = (): NightId | null => recall('last-night', isNight)

/** What this device is called at one night, so that its owner is told of another one. */
export function deviceAt(night: NightId): string {
  const name = recall(`device:${night}`, isText) ?? freshName()
  remember(`device:${night}`, name)
  return name
}

/** Forgets everything this device knows of a night. */
export function forgetNight(night: NightId): void {
  for (const kind of ['badge', 'outbox', 'view', 'told', 'joined', 'opened', 'device', 'called'])
    forget(`${kind}:${night}`)
  for (const as of ['attendee', 'guest', 'door', 'host', 'display']) {
    forget(`view:${night}:${as}`)
    forget(`outbox:${night}:${as}`)
    forget(`done:${night}:${as}`)
  }
  if (lastNight() === night) forget('last-night')
}
