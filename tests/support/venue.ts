// What a venue's network does to those who are on it: a proxy of our own that breaks websockets in
// one way or another, or answers in the server's place until somebody has logged in.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** What happens to a websocket: let through, refused with a status, swallowed, cut after a while. */
export type OnUpgrade =
  | { readonly kind: 'through' }
  | { readonly kind: 'refuse'; readonly status: 400 | 403 | 502 }
  | { readonly kind: 'swallow' }
  | { readonly kind: 'cut'; readonly afterMs: number }

/** What a captive portal answers to everything: its page, the way to it, or that there is one. */
export type Portal = 'page' | 'redirect' | '511'

export interface Venue {
  readonly url: string
  upgrade: OnUpgrade
  /** Null once somebody has logged in. */
  portal: Portal | null
  /** How the sockets of socket.io came through, in order: `websocket` or `polling`. */
  readonly came: readonly string[]
  /** Cuts whatever is open, as when a phone joins another wifi. */
  hangUp(): void
  close(): void
}

const loginPage = '<!doctype html><title>Guest wifi</title><h1>Welcome to our wifi</h1>'

/** Stands between phones and the server at `to`. */
export async function openVenue(to: string): Promise<Venue> {
  const far = new URL(to)
  const came: string[] = []
  const open = new Set<Duplex>()
  const keep = (socket: Duplex): void => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // The other end may go without a word.
    socket.on('error', () => socket.destroy())
  }
  const venue = { upgrade: { kind: 'through' } as OnUpgrade, portal: null as Portal | null }

  const server = createServer((asked, response) => {
    if (venue.portal) return logIn(venue.portal, response)
    if (asked.url?.startsWith('/socket.io/')) came.push('polling')
    const { method, url, headers } = asked
    const forward = request({ host: far.hostname, port: far.port, method, path: url, headers })
    forward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    forward.on('error', () => response.destroy())
    response.on('close', () => forward.destroy())
    asked.pipe(forward)
  })
  server.on('connection', keep)
  server.on('upgrade', (asked, phone, head) => {
    if (venue.portal) return void phone.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    const { upgrade } = venue
    if (upgrade.kind === 'refuse')
      return void phone.end(`HTTP/1.1 ${upgrade.status} No\r\nConnection: close\r\n\r\n`)
    if (!asked.url?.includes('sid=')) came.push('websocket')
    const onward = connect(Number(far.port), far.hostname)
    keep(onward)
    onward.write(headOf(asked))
    onward.write(head)
    // Swallowed: the server's yes goes back, and nothing after it, either way.
    if (upgrade.kind === 'swallow') {
      onward.once('data', (yes: Buffer) =>
        phone.write(yes.subarray(0, yes.indexOf('\r\n\r\n') + 4)),
      )
      phone.resume()
      onward.resume()
    } else {
      phone.pipe(onward)
      onward.pipe(phone)
    }
    const hangUp = () => [phone, onward].forEach((socket) => socket.destroy())
    phone.on('close', hangUp)
    onward.on('close', hangUp)
    if (upgrade.kind === 'cut') setTimeout(hangUp, upgrade.afterMs).unref()
  })

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hangUp = () => open.forEach((socket) => socket.destroy())
  return Object.assign(venue, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ came, hangUp },
    close: () => {
      server.close()
      hangUp()
    },
  })
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let i = 0; i < rawHeaders.length; i += 2)
    lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}

function logIn(portal: Portal, response: ServerResponse): void {
  if (portal === 'redirect') {
    response.writeHead(302, { Location: 'http://login.wifi.invalid/' }).end()
    return
  }
  const status = portal === '511' ? 511 : 200
  response.writeHead(status, { 'Content-Type': 'text/html' }).end(loginPage)
}
