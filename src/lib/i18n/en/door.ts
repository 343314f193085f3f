// What the door reads: a volunteer who sees it for the first time, with a queue in front of them.
import type { Words } from '../index.svelte.ts'
import { counting } from '../plural.ts'

const { some } = counting('en')
export const door = {
  title: (night: string) => `Door · ${night}`,
  opening: 'Opening the door…',
  waiting: 'The server does not answer. This page tries again by itself.',
  noPass: 'This link does not open the door. Ask the host for a new one.',
  update: {
    ready: 'There is a new version.',
    tooOld: 'This page is too old for the server.',
    take: 'Update',
  },

  count: {
    label: 'Head-count',
    inside: 'inside',
    joined: (n: number) => some(n, 'badge', 'badges'),
    forecast: (n: number) => `${n} expected`,
  },

  line: {
    storeAway:
      'The server records nothing for the moment. Go on: everything is kept on this phone.',
    lost: (at: string) => `No line since ${at}. Go on: everything is kept on this phone.`,
    never: 'No line yet. Go on: everything is kept on this phone.',
    openWifi: 'Open the wifi’s page',
  },

  ways: 'Ways to let somebody in',
  scan: 'Scan',
  code: 'Code',
  name: 'Name',
  walkIn: 'New',

  camera: {
    label: 'Camera',
    aim: 'Point it at the badge',
    starting: 'Starting the camera…',
    insecure: 'The camera works over https only. Type the code under the badge.',
    none: 'This device has no camera. Type the code under the badge.',
    refused:
      'The camera is not allowed. Type the code, or allow the camera in the browser’s settings.',
    busy: 'Another app uses the camera. Close it, or type the code.',
    broken: 'The scanner did not load. Type the code under the badge.',
    again: 'Try the camera again',
    light: 'Light',
  },

  typing: {
    label: 'The four characters under the badge',
    erase: 'Erase',
    none: 'There is no I, L, O, U, 0 or 1 in a code.',
  },

  search: {
    label: 'Name',
    more: (n: number) => `${some(n, 'more letter', 'more letters')}`,
    nobody: 'Nobody of that name. Try the code, or make a new badge.',
    found: (n: number) => some(n, 'person', 'people'),
    notYet: 'not in yet',
    inSince: (at: string) => `in since ${at}`,
    left: 'left',
    letIn: (name: string) => `Let in ${name}`,
    letInShort: 'Let in',
    checkOut: (name: string) => `${name} leaves`,
    checkOutShort: 'Leaves',
    badge: (name: string) => `Badge of ${name}`,
    badgeShort: 'Badge',
    onPhone: (name: string) => `Bring ${name} back to their phone`,
    onPhoneShort: 'Phone',
  },

  newcomer: {
    heading: 'Somebody new',
    name: 'Name',
    nameHint: 'Empty: one is given',
    languages: 'Speaks',
    french: 'French',
    english: 'English',
    first: 'First time here',
    phoneless: 'No phone',
    phonelessHint: 'Gets a code to copy or print',
    broughtBy: 'Brought by',
    broughtHint: 'Three letters of a name',
    nobody: 'Nobody',
    done: 'Let in',
  },

  back: {
    heading: 'Back on their phone',
    hint: 'They scan this with their own phone within ten minutes, and have their badge, table and partner again.',
    qr: (name: string) => `The way back for ${name} as a QR code`,
    away: 'This needs the line.',
    close: 'Done',
  },
  badge: {
    heading: 'Badge',
    copy: 'Copy this by hand, or print it.',
    code: 'Code',
    print: 'Print',
    close: 'Next person',
    offline: 'The badge to print needs the line. The code is enough.',
    qr: (name: string) => `Badge of ${name}, as a QR code`,
    onPaper: 'Keep this: it lets you in. Your table is shown on the display.',
  },

  verdict: {
    in: (name: string) => `${name}, in`,
    already: (name: string) => `${name}, already in`,
    since: (at: string) => `since ${at}`,
    kept: 'Kept',
    keptName: (name: string) => `${name}, kept`,
    keptMore: 'Let them in. It will be confirmed when the line is back.',
    refused: 'Not in',
    refusedName: (name: string) => `${name}, not in`,
    notABadge:
      'This is not a badge of tonight. Look for the badge in their phone, or type its code.',
    otherNight: 'This badge is for another night. Make a new one with “New”.',
    out: (name: string) => `${name}, out`,
    undone: (name: string) => `${name}: check-in undone`,
    goOn: 'Tap to go on',
  },

  records: {
    heading: 'What this phone recorded',
    last: (name: string) => `Last: ${name}`,
    noneYet: 'Nobody yet',
    undo: 'Undo',
    undoOf: (name: string) => `Undo the check-in of ${name}`,
    waiting: (n: number) => `${n} kept`,
    refusedLate: (n: number) => `${n} not in`,
    list: 'List',
    show: 'Show what is recorded and what is confirmed',
    close: 'Close',
    isWaiting: 'kept, not confirmed',
    isIn: 'confirmed',
    isAlready: 'was in already',
    isOut: 'checked out',
    isUndone: 'undone',
    isRefused: 'not in',
    someone: 'Somebody with a badge',
    withCode: (code: string) => `Code ${code}`,
    newcomer: 'Somebody new',
    nothing: 'Nothing was recorded on this phone yet.',
    stays: 'What is kept stays on this phone until the server has confirmed it.',
  },
}
export type DoorWords = Words<typeof door>
