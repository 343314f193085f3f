// One question over HTTP and its answer, as the handlers see them.
import type { IncomingMessage } from 'node:http'
import type { Facts } from '#night/decision.ts'
import type { HttpRefusal } from '#protocol/http.ts'

export interface Question {
  /** The parts of the path that a route names. */
  readonly params: Readonly<Record<string, string>>
  /** The parsed JSON of a POST. */
  readonly body: unknown
  readonly cookies: string | undefined
  readonly address: string
  /** How whoever asks reaches this server: scheme, host and port. */
  readonly base: string
  /** Whether the page that asks came over TLS: then its cookies go over nothing else. */
  readonly isSecure: boolean
}

export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly cookie?: string
}

export type Handler = (question: Question) => Promise<Reply> | Reply

export const done = (body: unknown = { ok: true }, cookie?: string): Reply => ({
  status: 200,
  body,
  ...(cookie !== undefined && { cookie }),
})

type Code = HttpRefusal['code']

const statuses: Partial<Readonly<Record<Code, number>>> = {
  'wire/malformed': 400,
  'wire/no-pass': 403,
  'not-allowed': 403,
  'http/foreign-origin': 403,
  'http/not-found': 404,
  'wire/unknown-night': 404,
  'door/no-such-badge': 404,
  'wire/night-erased': 410,
  'wire/too-fast': 429,
  'wire/failed': 500,
  'wire/away': 503,
}

export const refused = (code: Code, facts?: Facts): Reply => {
  const body: HttpRefusal = { ok: false, code, ...(facts && { facts }) }
  const isOfThePage = code.startsWith('announcement/')
  return { status: statuses[code] ?? (isOfThePage ? 422 : 409), body }
}

const mostBytes = 300_000

/** The JSON of a request's body; undefined when it is none, not said to be, or too large. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return undefined
  const chunks: Buffer[] = []
  let length = 0
  // Not destroyed when we stop reading: a refusal still has to get through.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) return undefined
    length += chunk.length
    if (length > mostBytes) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined // Whoever expects something else refuses it as malformed.
  }
}
