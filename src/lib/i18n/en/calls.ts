// Calls that reach a phone which nobody looks at, and the switches for them: read by few, loaded late.
import type { Words } from '../index.svelte.ts'

export const calls = {
  heading: 'When you don’t look',
  notices: 'Notifications',
  noticesHint:
    'While this page is open in the background. A locked screen shows your table and your sign, never a name.',
  push: 'Also when the phone sleeps',
  pushHint:
    'By way of the service of your browser’s maker (Google, Mozilla, Apple, Microsoft). It learns which server called this phone and when, not why. Deleted with the night, or when you switch this off.',
  obstacle: {
    'plain-http':
      'Notifications need an address that begins with https. Here the phone calls while this page is open.',
    unsupported:
      'This browser has no notifications. On an iPhone, add Rendezvous to the home screen first.',
    denied:
      'Notifications are blocked for this page. They can be allowed in the browser’s settings.',
  },
  notAllowed: 'Not switched on: the browser was not allowed to.',
  noPush: 'Not switched on: the push service cannot be reached now.',
  /** As the notifications themselves say it. */
  said: {
    paired: (number: number, table: number) => `Round ${number}: table ${table}`,
    sealed: (number: number) => `Round ${number}: type the words on the display`,
    minute: 'One minute left',
    over: (number: number) => `Round ${number} is over`,
    message: 'A message from the host',
    offered: 'There is a place for you',
    asked: (number: number) => `Still in for round ${number}?`,
    next: 'You are next on stage',
    on: 'You are on',
    changed: 'Something changed: have a look.',
  },
}
export type CallsWords = Words<typeof calls>
