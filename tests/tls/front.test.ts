// One port: HTTPS for those who speak it, the way there for those who do not.
import type { AddressInfo, Server } from 'node:net'
import { connect } from 'node:net'
import { once } from 'node:events'
import { request as overHttp } from 'node:http'
import { request as overTls } from 'node:https'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCertificate, type Certificate } from '../../server/tls/certificate.ts'
import { frontOf, type Front } from '../../server/tls/front.ts'
import { foundAuthority, type Authority } from '../support/certificates.ts'

let authority: Authority
let certificate: Certificate
let front: Front
let other: Server
let port: number
let otherPort: number

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
beforeAll(async () => {
  authority = foundAuthority()
  const read = await readCertificate(authority.issue('DNS:night.example.org,DNS:localhost'))
  if (!read.ok) throw new Error(read.sentence)
  certificate = read.certificate
  front = frontOf({ answer: (_, response) => response.end('here'), certificate, origin: null })
  port = await listen(front.port)
  other = front.alsoOn()
  otherPort = await listen(other)
})
afterAll(() => {
  front.port.close()
  other.close()
  front.closeAllConnections()
  authority.remove()
})

interface Answered {
  readonly status: number | undefined
  readonly location: string | undefined
  readonly text: string
}

function ask(scheme: 'http' | 'https', at: number, path: string, host: string): Promise<Answered> {
  const to = { host: '127.0.0.1', port: at, path, headers: { host }, agent: false } as const
  const tls = { ca: authority.ca, servername: 'night.example.org' }
  return new Promise((resolve, reject) => {
    const asked = scheme === 'https' ? overTls({ ...to, ...tls }) : overHttp(to)
    asked.on('error', reject).on('response', (response) => {
      let text = ''
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode, location: response.headers.location, text })
      })
    })
    asked.end()
  })
}

it('answers over TLS', async () => {
  const answered = await ask('https', port, '/', 'night.example.org')
  expect(answered).toMatchObject({ status: 200, text: 'here' })
})

it('sends plain HTTP on to the same address with TLS, for tonight only', async () => {
  const asked = await ask('http', port, '/j/ABCD?x=1', `night.example.org:${port}`)
  expect(asked).toMatchObject({
    ...{ status: 307, location: `https://night.example.org:${port}/j/ABCD?x=1` },
  })
})

it('sends a second port on to the first', async () => {
  const { location } = await ask('http', otherPort, '/', 'night.example.org')
  expect(location).toBe(`https://night.example.org:${port}/`)
})

it('names the host that the certificate is for, where it was asked by another', async () => {
  const { location } = await ask('http', port, '/', `10.1.2.3:${port}`)
  expect(location).toBe(`https://night.example.org:${port}/`)
})

it('tells those who look after the server how it is, without a name or TLS', async () => {
  for (const path of ['/health', '/ready', '/metrics'])
    expect(await ask('http', port, path, '127.0.0.1')).toMatchObject({ status: 200, text: 'here' })
})

it('by an origin that was said, sends everybody there', async () => {
  const origin = 'https://elsewhere.example.org'
  const told = frontOf({ answer: (_, response) => response.end(), certificate, origin })
  const at = await listen(told.port)
  const { location } = await ask('http', at, '/hold', '127.0.0.1')
  told.port.close()
  told.closeAllConnections()
  expect(location).toBe('https://elsewhere.example.org/hold')
})

it('hangs up on everybody in the end, also on who has not said a word', async () => {
  const own = frontOf({ answer: () => {}, certificate, origin: null })
  const at = await listen(own.port)
  const silent = connect(at, '127.0.0.1')
  const waiting = connect(at, '127.0.0.1')
  await Promise.all([once(silent, 'connect'), once(waiting, 'connect')])
  waiting.write('GET /health HTTP/1.1\r\nHost: a\r\n\r\n')
  await new Promise((resolve) => setTimeout(resolve, 50))
  const gone = Promise.all([once(silent, 'close'), once(waiting, 'close')])
  own.port.close()
  own.closeAllConnections()
  await gone
})
