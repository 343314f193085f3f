// What the display says to the whole room, read from fifteen metres: few words, whole sentences.
import type { Words } from '../index.svelte.ts'
import { counting } from '../plural.ts'

const { form, some } = counting('en')
export const display = {
  title: (night: string) => `${night} · display`,
  opening: 'One moment…',
  noPass: 'This link does not open the display any more. Ask the host for a new one.',
  tooOld: 'This page is too old for the server.',
  update: 'Update',
  lineLost: (at: string) => `line lost ${at}, going on by the plan`,
  held: (heard: string) => `last heard ${heard}; the host says when it goes on`,
  following: (heard: string) => `following the plan, last heard ${heard}`,
  portal: 'The wifi wants a login: open its page in another tab of this machine',
  sound: 'Sound on',

  aside: {
    join: 'Join us',
    typeAt: (address: string) => `${address}/j`,
    qr: 'QR code to join the night',
    code: 'code',
    opens: 'No line?',
    opensNext: (number: number) => `Round ${number}, no line?`,
    opensQr: 'QR code that opens the round on a phone without a line',
    inside: 'here',
    next: 'Next',
  },

  welcome: {
    greeting: 'Welcome',
    doorsAt: (at: string) => `Doors open at ${at}`,
    how: 'Scan, choose a name, and you are in.',
    room: 'Show your badge at the door',
    roomCode: 'Check in with the code',
  },

  segment: {
    doors: 'Doors',
    talks: 'Talks',
    rounds: 'One to one',
    free: 'Free for all',
    own: 'Next part',
  },

  stage: {
    now: 'On stage',
    minutesLeft: (n: number) => form(n, 'minute left', 'minutes left'),
    lastMinute: 'Last minute',
    over: 'over time',
    nextUp: 'Then',
    next: 'Next on stage',
    open: 'The stage is open',
    propose: 'Propose a talk on your phone, or tell the host.',
    soon: 'In a moment',
    lasts: (n: number) => `${n} min`,
  },

  rounds: {
    round: (n: number) => `Round ${n}`,
    of: (n: number) => `of ${n}`,
    about: (at: string) => `about ${at}`,
    soon: 'in a moment',
    ahead: 'Keep your phone at hand. It will show you a sign: find the one who has the same.',
    noPhone: 'No phone? Your name will be here.',
    findTable: 'Find your table',
    sameSign: 'Same sign, same table',
    tables: (n: number) => some(n, 'table', 'tables'),
    table: 'Table',
    page: (n: number, of: number) => `${n} of ${of}`,
    startsIn: 'Starts in',
    talk: 'Time to talk',
    lastMinute: 'One minute left',
    complete: 'everybody is there',
    waiting: 'Somebody is still expected at',
    met: (n: number) => some(n, 'meeting so far', 'meetings so far'),
    asked: 'Still in?',
    answer: 'Answer on your phone: one tap, and you are in the next round.',
    answerHost: 'No phone? Tell the host.',
    seated: (n: number, of: number) => `${n} of ${of} tables found each other`,
    over: (n: number) => `Round ${n} is over`,
    allOver: 'The rounds are over',
    thanks: 'Say thank you and goodbye, and stay close.',
    sitsOut: (names: string) =>
      `${names}: this round is a pause for you. See the host for company.`,
    names: (names: readonly string[]) => names.join(' & '),
  },

  free: {
    heading: 'Open tables',
    none: 'Every table is free',
    claim: 'Claim one for your topic on your phone.',
    with: (name: string) => `with ${name}`,
    people: (n: number) => some(n, 'person', 'people'),
  },

  over: {
    thanks: 'Thank you',
    home: 'Get home safely. See you next time.',
    erase: (day: string) => `Everything personal is deleted on ${day}.`,
  },

  paused: 'Paused',
  pausedMore: 'Time stands still. We go on in a moment.',
  fromHost: 'From the host',
}
export type DisplayWords = Words<typeof display>
