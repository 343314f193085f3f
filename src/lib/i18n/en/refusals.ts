// Every reason for which something may not be done, as a sentence that says what to do next.
import type { RefusalCode } from '#night/refusals.ts'

const rules: Record<RefusalCode, string> = {
  'not-allowed': 'This screen may not do that. Ask the host.',
  'night/already-there': 'This night is already there. Open it from the list of nights.',
  'night/not-there': 'There is no such night. Check the code on the big screen.',
  'night/over': 'The night is over.',
  'program/no-such-segment': 'That part of the evening is gone. Look at the program again.',
  'program/already-started': 'It has already begun.',
  'program/not-open': 'The night is paused or not open yet. Start it first.',
  'program/not-paused': 'The night goes on already.',
  'program/segment-over': 'That part of the evening is over. Choose a later one.',
  'program/overlaps': 'Two parts of the evening would overlap. Change the times.',
  'door/night-full': 'The night is full: there are {most} badges. Ask at the door.',
  'door/no-such-badge': 'Nobody here has this badge or code. Check the four characters.',
  'door/bad-badge': 'This is not one of our badges. Type the code below it, or search the name.',
  'door/other-night':
    'This badge is for another night. Join tonight’s with the code on the big screen.',
  'door/not-checked-in': 'You are not checked in yet. Show your badge at the door.',
  'door/not-inside': 'That is for people who are in. Show your badge at the door first.',
  'door/self-not-allowed': 'Tonight the door checks people in. Show your badge there.',
  'door/wrong-room-code': 'The code has changed. Type the one that the big screen shows now.',
  'door/whom': 'Say for whom this is.',
  'door/not-yourself': 'That is your own code. Type the other person’s.',
  'door/too-many-avoided': 'Your list is full. Empty it first, or tell the host.',
  'rounds/no-such-round': 'There is no such round tonight.',
  'rounds/already-started': 'Round {number} has already started.',
  'rounds/already-over': 'Round {number} is over.',
  'rounds/not-yet': 'It is too early for that. Wait until round {number} begins.',
  'rounds/still-running': 'Round {number} is still on. End it first.',
  'rounds/too-few': 'It takes two people who are checked in. Wait for more.',
  'rounds/nobody-to-swap': 'There is nobody to swap in the preview. Make the preview again.',
  'rounds/cannot-meet': 'These people cannot be paired. Choose others.',
  'rounds/no-pairing': 'You have no table in this round any more. Look at the screen again.',
  'rounds/partner-is-here': 'Your partner said that they are here. Look around, or call the sign.',
  'rounds/which-partner':
    'Three sit at this table: say which of them is missing. A host lets that person sit out.',
  'rounds/nobody-left-to-meet':
    'Everybody here has met everybody they can. Allow repeats, or end the rounds.',
  'rounds/no-offer': 'That place is no longer free. Look at your table again.',
  'rounds/host-comes': 'Nobody is free just now: a host comes to you.',
  'rounds/too-few-left': 'That would be less than has already passed. Choose more.',
  'talks/no-such-talk': 'This talk is gone.',
  'talks/not-yours': 'This talk is somebody else’s.',
  'talks/too-late': 'It is too late for that: the talk was held, or is on.',
  'talks/not-accepted': 'This talk is not in the queue. Accept it first.',
  'talks/stage-taken': 'Somebody is on stage. Stop that talk first.',
  'talks/not-on-stage': 'This talk is not on stage.',
  'talks/too-many': 'You have {most} proposals waiting. Withdraw one first.',
  'talks/not-present': 'Check in at the door, then propose your talk.',
  'floor/no-such-table': 'That table is not open. Choose one from the list.',
  'floor/taken': 'Somebody was faster: this table is taken. Choose another.',
  'floor/not-yet': 'The tables belong to the round. Wait until it is over.',
  'floor/not-yours': 'This table is somebody else’s.',
  'floor/has-another': 'You already have table {table}. Give it back first.',
  'floor/not-due': 'This table is not due to be given back.',
  'passes/no-such-pass': 'This link was taken back already.',
  'passes/own-pass': 'You cannot take back the link that you use yourself.',
  'undo/nothing': 'There is nothing to undo.',
  'undo/not-last': 'Something else happened since, so that this can no longer be undone.',
}

const beyondTheRules = {
  'wire/malformed': 'The server did not understand that. Update this page and try again.',
  'wire/too-fast': 'That was a lot at once. Wait a moment and try again.',
  'wire/too-old': 'This page is too old for the server. Update it.',
  'wire/away':
    'The server records nothing for the moment. Try again in a moment: nothing is done twice.',
  'wire/failed': 'The server could not do that. Try again in a moment, or ask the host.',
  'wire/unknown-night': 'There is no such night. Check the code on the big screen.',
  'wire/no-pass': 'This device has no valid pass for the night. Join again, or ask the host.',
  'wire/night-erased': 'This night was deleted, as announced. Nothing of it is left.',
  'http/not-found': 'There is nothing here. Check the code on the big screen.',
  'http/foreign-origin': 'This page came from another address. Open the one on the big screen.',
  'announcement/empty': 'The page is empty. Paste or choose the announcement.',
  'announcement/too-large': 'The page is too long. Leave out what is not the announcement.',
  'announcement/no-front-matter':
    'The page has no front matter (between two lines of ---). Add it.',
  'announcement/bad-front-matter': 'The front matter cannot be read. Check its lines.',
  'announcement/no-date': 'The page has no date. Add one like 2026-11-04.',
  'announcement/nothing-in-it': 'There are no talks and no slots in the page. Check its headings.',
  'network/away': 'There is no line right now. Try again in a moment.',
  'network/not-ours':
    'This wifi wants you to log in first. Open its page, then come back here. Or use mobile data.',
  'network/odd-answer': 'The server gave an odd answer. Try again in a moment.',
}

export const refusals = {
  ...rules,
  ...beyondTheRules,
  /** For a code of a newer server. */
  unknown: 'That did not work. Try again, or ask the host.',
}
