// Who answers over HTTP: the server, a wifi that wants its login first, or nobody.

/** `ours`: the server; `portal`: something else in its place; `nobody`: no answer that helps. */
export type Answering = 'ours' | 'portal' | 'nobody'

type Seen = Pick<Response, 'type' | 'status' | 'headers'>

/**
 * Who gave an answer to what the server answers in JSON. It sends nobody elsewhere: a page or a way to
 * another address is a captive portal's, and a page with an error of 5xx a proxy's whose server is away.
 * Asked with `redirect: 'manual'`, or a redirect to a login page is lost as an error.
 */
export function answeredBy({ type, status, headers }: Seen): Answering {
  if (type === 'opaqueredirect' || status === 511) return 'portal'
  if (headers.get('content-type')?.includes('application/json')) return 'ours'
  return status >= 500 ? 'nobody' : 'portal'
}

const patienceMs = 2_000

/** Asks the server how it is, for who answers. */
export async function whoAnswers(): Promise<Answering> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch('/health', { redirect: 'manual', cache: 'no-store', signal })
    const who = answeredBy(response)
    if (who !== 'ours') return who
    const said: unknown = await response.json()
    return typeof said === 'object' && said !== null && 'heads' in said ? 'ours' : 'portal'
  } catch {
    // No line, no answer in time, or one that breaks off.
    return 'nobody'
  }
}

/**
 * Where a browser finds a captive portal's login: a page without TLS, which a portal may answer. Ours
 * sends people on to HTTPS, or is the page itself.
 */
export const portalPage = ({ protocol, host, hostname }: Location): string =>
  `http://${protocol === 'https:' ? hostname : host}/?wifi`
