// What a host reads on /check: whether this phone, this network and this server are ready.
import { plural, type Words } from '../index.svelte.ts'

const things = (n: number) => plural('en', n, { one: 'one thing', other: `${spelled(n)} things` })
const spelled = (n: number) => ['no', 'one', 'two', 'three', 'four', 'five', 'six'][n] ?? String(n)
const minutes = (n: number) => plural('en', n, { one: 'a minute', other: `${n} minutes` })
const days = (n: number) => plural('en', n, { one: 'one day', other: `${n} days` })
const hours = (n: number) => plural('en', n, { one: 'an hour', other: `${n} hours` })
/** So many minutes, as one says it. */
const span = (n: number) =>
  n < 90 ? minutes(n) : n < 36 * 60 ? hours(Math.round(n / 60)) : days(Math.round(n / 1440))

export const check = {
  title: 'Check',
  looking: 'Looking…',
  ready: 'Ready for tonight',
  know: (n: number) => `Ready, with ${things(n)} to know`,
  notReady: (n: number) => `Not ready: ${things(n)} to put right`,
  again: 'Check again',
  version: (version: string) => `Version ${version}`,
  concerns: 'Look at this',
  groups: { phone: 'This phone', network: 'This network', server: 'This server' },
  levels: { good: 'Fine', know: 'Good to know', bad: 'To put right', plain: 'For information' },

  /** What was looked at, as it was found; then what to do, where there is something to do. */
  found: {
    'secure/yes': ['The page came over https', ''],
    'secure/own': [
      'This is the server’s own machine',
      'A browser trusts its own machine without https. Phones are not on it: check on one of them.',
    ],
    'secure/no': [
      'The page came without https',
      'Everything works but cameras, installing, opening without a line, notifications, and screens that stay lit. Type codes instead of scanning. For the rest, give the server a certificate.',
    ],
    'offline/yes': ['Opens without a line', ''],
    'offline/no': [
      'Does not open without a line',
      'Keep pages open tonight. They go on by themselves when the line drops; a reload needs it.',
    ],
    'storage/lasting': ['Keeps what it knows, for good', ''],
    'storage/kept': ['Keeps what it knows', ''],
    'storage/none': [
      'Keeps nothing after a reload',
      'Leave private browsing, or allow this site to store data.',
    ],
    'camera/there': ['Has a camera to scan with', ''],
    'camera/denied': [
      'May not use the camera',
      'Allow the camera for this site in the browser’s settings, or type the codes.',
    ],
    'camera/none': ['Has no camera', 'Type the codes, or search by name at the door.'],
    'camera/insecure': [
      'No camera without https',
      'Type the codes, or search by name at the door.',
    ],
    'clock/right': ['Its clock is right', ''],
    'clock/off': [
      (n: number) => `Its clock is off by ${span(n)}`,
      'Rounds and countdowns are right all the same: they follow the server’s clock.',
    ],
    'wake/yes': ['The screen stays lit during a round', ''],
    'wake/no': [
      'The screen goes dark as it likes',
      'Set the screen of a door or display never to sleep. A low battery has the same effect.',
    ],
    'vibration/yes': ['Can vibrate', ''],
    'vibration/no': ['Cannot vibrate', 'Sound and a flash of the screen call instead.'],
    'notices/granted': ['May show notifications', ''],
    'notices/open': ['Has not been asked about notifications', ''],
    'notices/no': ['Shows no notifications', 'They are not needed while the page is open.'],

    'reached/ours': ['The server answers', ''],
    'reached/portal': [
      'The wifi answers instead of the server',
      'It wants you to log in first. Open its page, then check again.',
    ],
    'reached/nobody': [
      'The server does not answer',
      'Look whether this phone is on the right wifi, and the server on.',
    ],
    'line/websocket': ['Live connections come through', ''],
    'line/polling': [
      'Live connections come through in a roundabout way',
      'Something here breaks websockets. Phones find another way by themselves; all goes on a little slower.',
    ],
    'line/none': [
      'No live connection comes through',
      'Use another wifi, or ask whoever runs this one to let websockets through.',
    ],
    'delay/short': ['', ''],
    'delay/long': [
      '',
      'Taps take a while to arrive. Move nearer to the wifi, or use a wifi with fewer people on it.',
    ],

    'version/same': ['Page and server are of one version', ''],
    'version/other': [
      'The server has a newer version of this page',
      'Take the update where a page offers it, or reload. The older one works all evening too.',
    ],
    'certificate/long': [(n: number) => `The certificate is good for ${days(n)}`, ''],
    'certificate/short': [
      (n: number) => `The certificate is good for only ${days(n)}`,
      'Good enough for tonight. Renew it before the next night.',
    ],
    'certificate/over': [
      'The certificate ends today or has ended',
      'Renew it now: the server takes the new files by itself.',
    ],
    'certificate/elsewhere': ['Https is the business of a proxy', ''],
    'store/disk': ['Every answer is on disk before it is given', ''],
    'store/redis': ['Every answer is in Redis before it is given', ''],
    'store/memory': ['Nothing is kept: this is a server to try', ''],
    'store/risky': [
      'Redis could lose what was answered',
      'Set what docs/deploying.md says under «What Redis must be told».',
    ],
    'store/away': [
      'The log does not answer',
      'Nothing is recorded until it is back. Look after Redis, or the disk.',
    ],
    'room/enough': [(n: number) => `${n} GB free on its disk`, ''],
    'room/little': [
      (n: number) => `Only ${n} GB free on its disk`,
      'A night of 300 takes a few megabytes. Make some room before the next one.',
    ],
    'room/none': ['Its disk is all but full', 'Make room now: what cannot be written is refused.'],
    'lag/low': [(n: number) => `It answers within ${n} ms of being asked`, ''],
    'lag/high': [
      (n: number) => `It is busy: answers wait up to ${n} ms`,
      'Close what else runs on that machine, and plug it in.',
    ],
    'night/today': ['There is a night for today', ''],
    'night/none': ['There is no night for today', 'Hold one, or change its date in its settings.'],
    'inside/hidden': [
      'More is said to hosts',
      'Open the desk by your host link on this phone, then this page: disk, log and nights are shown too.',
    ],
  } as const satisfies Readonly<
    Record<string, readonly [string | ((n: number) => string), string]>
  >,
  delay: (median: number, worst: number) => `There and back in ${median} ms, at worst ${worst} ms`,
}

export type CheckWords = Omit<Words<typeof check>, 'found'> & {
  readonly found: Readonly<
    Record<keyof (typeof check)['found'], readonly [string | ((n: number) => string), string]>
  >
}
export type FoundKey = keyof (typeof check)['found']
