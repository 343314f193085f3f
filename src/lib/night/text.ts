// What people type, made safe to show: one line, no control or direction-changing characters.
import * as v from 'valibot'

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu

/** One line of text: invisible characters dropped, white space folded. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(unseen, '')
    .trim()

/** A schema for one line of `min` to `max` characters after tidying. */
export const line = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(4 * max + 64),
    v.transform(tidy),
    v.minLength(min),
    v.maxLength(max),
  )

/** A web address, http or https only. */
export const webLink = v.pipe(
  v.string(),
  v.maxLength(500),
  v.url(),
  v.check((link) => /^https?:\/\//i.test(link)),
)

export const language = v.picklist(['fr', 'en'])
export type Language = v.InferOutput<typeof language>

export const topic = line(1, 40)

/** A hall has a few hundred topics, each compared thousands of times. */
const topicKeys = new Map<string, string>()
const mostTopics = 5_000

/** Two topics are the same when their keys are: case, accents and marks do not count. */
export function topicKey(text: string): string {
  const known = topicKeys.get(text)
  if (known !== undefined) return known
  if (topicKeys.size >= mostTopics) topicKeys.clear()
  const key = keyOf(text)
  topicKeys.set(text, key)
  return key
}

function keyOf(text: string): string {
  const key = tidy(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()
    .toLowerCase()
  return key === '' ? text : key // Nothing but a picture: it is what it is.
}
