// One list item of the page: `**[Title](link)** _(Talk)_ -- [speaker](link)`, then its description.
import type { AnnouncedTalk, TalkKind } from './announcement.ts'
import { firstLineOf, type ListItem, type Node, type Phrase, type Reader } from './markdown.ts'
import { balanced, labelsOf, type Labels } from './values.ts'

const BEFORE_SPEAKER = /(?:^|\s)(?:--|[–—-])(?:\s|$)/g
/** A title that nothing sets apart may have a dash in it: only the last long one counts. */
const BEFORE_SPEAKER_OF_PLAIN_TITLE = /\s(?:--|[–—])(?:\s|$)/g

/** The talk or workshop of a list item; null if it is none. `kind` is what the heading announces. */
export function talkOf(item: ListItem, kind: TalkKind, reader: Reader): AnnouncedTalk | null {
  const [first, ...description] = item.children
  if (first?.type !== 'paragraph') return null
  const line = firstLineOf(item)
  const [headline, tail] = splitAt(first.children, /\n/g, 'first')
  const lead = headline.findIndex((node) => node.type !== 'html' && !isBlank(node))
  const leadType = headline[lead]?.type
  const isLed = leadType === 'strong' || leadType === 'link' || leadType === 'linkReference'

  // Without a bold or linked title, only a clear label tells a talk from any other list item.
  const [before, after] = isLed
    ? splitAt(headline.slice(lead + 1), BEFORE_SPEAKER, 'first')
    : splitAt(headline, BEFORE_SPEAKER_OF_PLAIN_TITLE, 'last')
  const title = reader.line(isLed ? headline.slice(0, lead + 1) : before)
  const label = reader.line(isLed ? before : [])
  const speaker = reader.line(after)

  const inTitle = isLed ? { text: title.text, labels: [] } : takeLabels(title.text, 'at the end')
  const inLabel = takeLabels(label.text, 'anywhere')
  const inSpeaker = takeLabels(speaker.text, 'at the end')
  const labels = [...inTitle.labels, ...inLabel.labels, ...inSpeaker.labels]
  const saidKind = labels.find((said) => said.kind !== null)?.kind ?? null

  const plainTitle = balanced(inTitle.text)
  const plainSpeaker = balanced(inSpeaker.text)
  const isTalk =
    saidKind !== null ||
    (isLed && plainSpeaker.text !== '') ||
    (leadType === 'strong' && inLabel.text === '')
  if (!isTalk || plainTitle.text === '') return null

  if (plainTitle.dropped || plainSpeaker.dropped) reader.unread.add(line, 'unbalanced-bracket')
  if (inLabel.text !== '') reader.unread.add(line, 'unknown-label')
  if (title.links.length > 1 || label.links.length > 0 || speaker.links.length > 1) {
    reader.unread.add(line, 'extra-link')
  }
  return {
    kind: saidKind ?? kind,
    title: plainTitle.text,
    speaker: plainSpeaker.text === '' ? null : plainSpeaker.text,
    speakerLink: speaker.links[0] ?? null,
    link: title.links[0] ?? null,
    minutes: labels.find((said) => said.minutes !== null)?.minutes ?? null,
    summary: reader.summary([{ type: 'paragraph', children: [...tail] }, ...description]),
    language: labels.find((said) => said.language !== null)?.language ?? null,
    line,
  }
}

const isBlank = (node: Node): boolean => node.type === 'text' && node.value.trim() === ''

/** Splits nodes where a text or line break among them matches; without a match, all is before. */
function splitAt(
  nodes: readonly Phrase[],
  pattern: RegExp,
  which: 'first' | 'last',
): readonly [readonly Phrase[], readonly Phrase[]] {
  const places = nodes.flatMap((node, at) => {
    const text = node.type === 'break' ? '\n' : node.type === 'text' ? node.value : ''
    return [...text.matchAll(pattern)].map((match) => ({ at, node, match }))
  })
  const place = places.at(which === 'first' ? 0 : -1)
  if (!place) return [nodes, []]
  const { at, node, match } = place
  const part = (from: number, to?: number): readonly Phrase[] =>
    node.type === 'text' ? [{ ...node, value: node.value.slice(from, to) }] : []
  return [
    [...nodes.slice(0, at), ...part(0, match.index)],
    [...part(match.index + match[0].length), ...nodes.slice(at + 1)],
  ]
}

/** Takes the labels in parentheses that we know out of a text. */
function takeLabels(
  text: string,
  where: 'anywhere' | 'at the end',
): { readonly text: string; readonly labels: readonly Labels[] } {
  const labels: Labels[] = []
  const take = (whole: string, inside: string): string => {
    const said = labelsOf(inside)
    if (said) labels.push(said)
    return said ? ' ' : whole
  }
  let rest = text
  if (where === 'anywhere') rest = rest.replace(/\(([^()]*)\)/g, take)
  else {
    for (let before = ''; before !== rest;) {
      before = rest
      rest = rest.replace(/\(([^()]*)\)$/, take).trim()
    }
  }
  return { text: rest.replace(/\s+/g, ' ').trim(), labels }
}
