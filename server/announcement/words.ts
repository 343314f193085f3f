// An announcement in plain words, for a terminal.
import type {
  AnnouncedItem,
  Announcement,
  NothingFound,
  NothingFoundReason,
  UnreadReason,
} from './announcement.ts'
import { draftOf } from './night-draft.ts'
import { MOST_BYTES, MOST_LINES } from './page.ts'

const REFUSALS: Readonly<Record<NothingFoundReason, string>> = {
  empty: 'the page is empty',
  'too-large': `the page is larger than ${MOST_BYTES / 1024} kB or ${MOST_LINES} lines`,
  'no-front-matter':
    'the page does not begin with front matter (a line ---, then title: and start_date:, then ---)',
  'bad-front-matter': 'the front matter cannot be read as YAML between two lines of ---',
  'no-date': 'the front matter has no start_date: like 2019-09-04',
  'nothing-in-it': 'the page has neither a title nor any talk or slot',
}

const REASONS: Readonly<Record<UnreadReason, string>> = {
  'unknown-key': 'no field of an announcement that we know',
  'unusable-value': 'a value that this field cannot have',
  'time-ignored': 'only the date was taken; the times are those of the monthly night',
  'no-title': 'the front matter has no title, so another name was taken',
  'no-items': 'no talk, workshop or free slot on this page',
  'not-a-talk': 'a list item that does not look like a talk',
  'outside-a-talk': 'belongs to no talk',
  html: 'HTML, which is not read',
  'unknown-shortcode': 'a shortcode, or a part of one, that is not read',
  'bad-duration': 'a free slot whose duration cannot be read; write "15min" or "1h"',
  'unknown-label': 'a label that is not understood; the rest of the line was read',
  'unbalanced-bracket': 'a bracket without its other half was left out',
  'extra-link': 'a link more than there is room for was left out',
  comment: 'a comment',
  'not-a-web-link': 'a link that is neither http nor https was left out',
  'line-too-long': 'the line is too long to be read',
  'too-deep': 'nested too deeply to be read',
  'too-tangled': 'too many Markdown marks in one paragraph to be read',
}

/** Why a page was refused, as the second half of a sentence. */
export function refusalInWords({ reason, line }: NothingFound): string {
  return line === undefined ? REFUSALS[reason] : `line ${line}: ${REFUSALS[reason]}`
}

/** What was understood, then what was not, line by line. */
export function inWords(announcement: Announcement): string {
  const { title, subtitle, date, venue, link, draft, items, unread } = announcement
  const { overfull } = draftOf(announcement)
  const said = [
    subtitle !== null && subtitle !== title ? `${title}: ${subtitle}` : title,
    [dayInWords(date), ...(venue === null ? [] : [venue])].join(', '),
    ...(link === null ? [] : [link]),
    ...(draft ? ['A draft: the page says that it is not published.'] : []),
    '',
    ...items.flatMap((item, at) => itemInWords(item, at + 1)),
    ...(items.length === 0 ? ['No talk, workshop or free slot.'] : []),
    ...(overfull > 0 ? ['', `This is ${overfull} minutes more than the 30 for talks.`] : []),
    '',
    unread.length === 0 ? 'Every line was understood.' : 'Not understood:',
    ...unread.map(({ line, text, reason }) => `  line ${line}: ${REASONS[reason]}: ${text}`),
  ]
  return said.join('\n')
}

/** «Wednesday 4 September 2019»; in two parts, for the comma between them comes and goes with ICU. */
function dayInWords(date: string): string {
  const inEnglish = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(date))
  return `${inEnglish({ weekday: 'long' })} ${inEnglish({ dateStyle: 'long' })}`
}

function itemInWords(item: AnnouncedItem, number: number): readonly string[] {
  if (item.kind === 'free-slot') return [`${number}. Free slot, ${item.minutes} minutes`]
  const { kind, title, speaker, speakerLink, minutes, language, link, summary } = item
  const details = [
    kind === 'talk' ? 'Talk' : 'Workshop',
    ...(minutes === null ? [] : [`${minutes} minutes`]),
    ...(language === null ? [] : [language === 'fr' ? 'in French' : 'in English']),
  ].join(', ')
  const address = speakerLink === null ? '' : ` (${speakerLink})`
  const by = speaker === null ? '' : `, by ${speaker}${address}`
  return [
    `${number}. ${details}: ${title}${by}`,
    ...(link === null ? [] : [link]),
    ...summary.split('\n').filter((text) => text !== ''),
  ].map((text, at) => (at === 0 ? text : `   ${text}`))
}
