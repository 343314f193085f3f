// Plain HTTP: the API, the health of the server, and the built screens as files.
import { existsSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import type { Api } from './api/api.ts'
import type { Clock } from './runtime/clock.ts'
import type { Registry } from './runtime/registry.ts'
import type { Logger } from './runtime/logger.ts'
import { telemetryPage, type Telemetry } from './telemetry/pages.ts'

export interface HttpDeps {
  readonly api: Api
  readonly registry: Registry
  readonly clock: Clock
  readonly logger?: Logger
  /** Who keeps the server looks inside; nobody, if nothing is said. */
  readonly telemetry?: Telemetry
  /** The built screens, or null where somebody else serves them. */
  readonly clientDir: string | null
}

/** What the shell's own policy (a meta tag with hashes) cannot say, or what is not about content. */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(self), screen-wake-lock=(self), fullscreen=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

export function httpListener(deps: HttpDeps): RequestListener {
  const { api, registry, clock, clientDir, telemetry, logger } = deps
  const files = clientDir !== null && existsSync(clientDir) ? filesIn(clientDir) : notFound
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (await api(request, response)) return
    if (request.url === '/health') return tellHealth(response, registry, clock)
    if (telemetry && (await telemetryPage(request, response, telemetry))) return
    files(request, response)
  }
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      logger?.error('request failed', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
}

type Files = (request: IncomingMessage, response: ServerResponse) => void

const notFound: Files = (_, response) => {
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end('There is nothing here.\n')
}

/** The files of the build; every address that looks like a page is the one shell. */
function filesIn(dir: string): Files {
  const serve = sirv(dir, {
    ...{ brotli: true, gzip: true, etag: true, dotfiles: false },
    setHeaders: (response, pathname) => {
      // Named by their content: never another under the same name. All else is asked for again.
      const isForEver = pathname.startsWith('/_app/immutable/')
      response.setHeader(
        'Cache-Control',
        isForEver ? 'public,max-age=31536000,immutable' : 'no-cache',
      )
    },
  })
  const hasShell = existsSync(join(dir, 'shell.html'))
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return notFound(request, response)
    serve(request, response, () => {
      if (!hasShell || !isPage(request.url ?? '/')) return notFound(request, response)
      // A request that sirv has looked at keeps what it parsed: a fresh one for the shell.
      const shell = Object.assign(Object.create(request), { url: '/shell.html', _parsedUrl: null })
      serve(shell, response, () => notFound(request, response))
    })
  }
}

/** Pages have no extension; a missing script must not be answered with HTML. */
function isPage(url: string): boolean {
  if (!URL.canParse(url, 'http://here')) return false
  const { pathname } = new URL(url, 'http://here')
  return !pathname.startsWith('/_app/') && !/\.[^/]*$/.test(pathname)
}

/** How the server is; nobody and no night is named. */
function tellHealth(response: ServerResponse, registry: Registry, clock: Clock): void {
  const now = clock.now()
  const heads = registry
    .all()
    .flatMap(({ head }) =>
      head ? [{ commits: head.number, ageMs: Math.max(0, now - head.at) }] : [],
    )
  const text = JSON.stringify({ ok: true, nights: heads.length, heads })
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(text)
}
