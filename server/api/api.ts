// Everything under /api: the table of routes, and what is checked before any of them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LogAway } from '../log/log.ts'
import { isOwnOrigin } from '../origin.ts'
import { addressOf } from './address.ts'
import { readAnnouncement } from './announcements.ts'
import { check } from './check.ts'
import type { ApiDeps } from './deps.ts'
import { jsonOf, refused, type Handler, type Question, type Reply } from './exchange.ts'
import { join } from './join.ts'
import { makeLink, printBadge } from './links.ts'
import { describeNight, findByCode, holdNight, listNights } from './nights.ts'
import { exchangeSecrets } from './owner.ts'
import { offerPush, subscriptionsOf } from './push.ts'
import { replayRound } from './replay.ts'
import { makeTicket, takeTicket } from './return.ts'
import { hashState } from './state.ts'

type Method = 'GET' | 'POST'
type Route = readonly [Method, string, Handler]

/** Answers a request under /api; false for every other. */
export type Api = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

export function createApi(deps: ApiDeps): Api {
  const { owner, pass } = exchangeSecrets(deps)
  const { subscribe, forget } = subscriptionsOf(deps)
  const routes: readonly Route[] = [
    ['POST', '/api/owner', owner],
    ['GET', '/api/nights', listNights(deps)],
    ['POST', '/api/nights', holdNight(deps)],
    ['GET', '/api/nights/:night', describeNight(deps)],
    ['GET', '/api/nights/:night/state', hashState(deps)],
    ['POST', '/api/nights/:night/pass', pass],
    ['POST', '/api/nights/:night/join', join(deps)],
    ['POST', '/api/nights/:night/returns', makeTicket(deps)],
    ['POST', '/api/nights/:night/return', takeTicket(deps)],
    ['POST', '/api/nights/:night/links', makeLink(deps)],
    ['GET', '/api/nights/:night/badges/:attendee', printBadge(deps)],
    ['GET', '/api/nights/:night/rounds/:number/replay', replayRound(deps)],
    ['GET', '/api/push', offerPush(deps)],
    ['POST', '/api/nights/:night/push', subscribe],
    ['POST', '/api/nights/:night/push/forget', forget],
    ['GET', '/api/codes/:code', findByCode(deps)],
    ['GET', '/api/check', check(deps)],
    ['POST', '/api/announcements', readAnnouncement(deps)],
  ]

  return async (request, response) => {
    // Some knock with «//»: that is no address, and no fault of ours.
    if (!URL.canParse(request.url ?? '/', 'http://here')) return false
    const { pathname } = new URL(request.url ?? '/', 'http://here')
    if (pathname !== '/api' && !pathname.startsWith('/api/')) return false
    send(response, await replyTo(request, pathname))
    return true
  }

  async function replyTo(request: IncomingMessage, pathname: string): Promise<Reply> {
    const method = request.method === 'HEAD' ? 'GET' : request.method
    if (method === 'POST' && !isOwnOrigin(request.headers, deps.origin))
      return refused('http/foreign-origin')
    for (const [of, pattern, answer] of routes) {
      const params = of === method ? paramsOf(pattern, pathname) : null
      if (!params) continue
      try {
        return await answer(await questionOf(request, params))
      } catch (error) {
        if (error instanceof LogAway) return refused('wire/away')
        deps.logger.error('request failed', error, { method: of, route: pattern })
        return refused('wire/failed')
      }
    }
    return refused('http/not-found')
  }

  async function questionOf(
    request: IncomingMessage,
    params: Question['params'],
  ): Promise<Question> {
    const { headers, socket } = request
    const scheme = 'encrypted' in socket ? 'https' : 'http'
    const base = deps.origin ?? `${scheme}://${headers.host ?? ''}`
    return {
      params,
      body: request.method === 'POST' ? await jsonOf(request) : undefined,
      cookies: headers.cookie,
      address: addressOf(request, deps.trustsProxy),
      base,
      // The page knows best: behind a proxy it is TLS, in the venue's own network it is not.
      isSecure: (headers.origin ?? base).startsWith('https:'),
    }
  }
}

/** The named parts of a path that fits a pattern like /api/nights/:night, or null. */
function paramsOf(pattern: string, pathname: string): Question['params'] | null {
  const [wanted, found] = [pattern.split('/'), pathname.split('/')]
  if (wanted.length !== found.length) return null
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const given = found[i] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decoded(given)
    else if (part !== given) return null
  }
  return params
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // A lone % is no code of ours: nothing will be found under it.
  }
}

function send(response: ServerResponse, { status, body, cookie }: Reply): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...(cookie !== undefined && { 'Set-Cookie': cookie }),
    ...(status === 429 && { 'Retry-After': '10' }),
    // What was not read of a refused body is not waited for.
    ...(status >= 400 && { Connection: 'close' }),
  })
  response.end(text)
}
