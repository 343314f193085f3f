// A certificate is renewed under a server that runs: as the tools do it, and as they fail to.
import { appendFileSync, copyFileSync, renameSync, symlinkSync, truncateSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { readCertificate, type Certificate } from '../../server/tls/certificate.ts'
import { frontOf, type Front } from '../../server/tls/front.ts'
import { keepRenewed } from '../../server/tls/renewal.ts'
import { foundAuthority, type Authority, type Pair } from '../support/certificates.ts'

let authority: Authority
let first: Pair
let second: Pair
beforeAll(() => {
  authority = foundAuthority()
  first = authority.issue('DNS:first.example.org')
  second = authority.issue('DNS:second.example.org', 'rsa')
})
afterAll(() => authority.remove())

let dir: string
let files: Pair
let front: Front
let port: number
let stop = () => {}
const lines: string[] = []
const logger = {
  info: (event: string) => void lines.push(event),
  warn: (event: string, fields = {}) => void lines.push(`${event}: ${JSON.stringify(fields)}`),
  error: (event: string) => void lines.push(event),
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rendezvous-live-'))
  files = { cert: join(dir, 'fullchain.pem'), key: join(dir, 'privkey.pem') }
  lines.length = 0
})
afterEach(() => {
  stop()
  front.port.close()
  front.closeAllConnections()
  rmSync(dir, { recursive: true })
})

async function serve(): Promise<void> {
  const read = await readCertificate(files)
  if (!read.ok) throw new Error(read.sentence)
  const { certificate } = read
  front = frontOf({ answer: (_, response) => response.end('here'), certificate, origin: null })
  await new Promise<void>((resolve) => front.port.listen(0, '127.0.0.1', resolve))
  port = (front.port.address() as AddressInfo).port
  const take = (renewed: Certificate) => front.serve(renewed)
  stop = keepRenewed({ files, served: certificate, logger, take, everyMs: 15 })
}

/** Whose certificate somebody who comes now is shown. */
async function shown(): Promise<string> {
  const socket = await greeted()
  const name = socket.getPeerCertificate().subjectaltname ?? ''
  socket.destroy()
  return name
}

function greeted(): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const raw = connect(port, '127.0.0.1')
    const socket = connectTls({
      socket: raw,
      ca: authority.ca,
      checkServerIdentity: () => undefined,
    })
    socket.once('secureConnect', () => resolve(socket)).once('error', reject)
  })
}

const copy = ({ cert, key }: Pair) => {
  copyFileSync(cert, files.cert)
  copyFileSync(key, files.key)
}

it('written one file after the other, it is taken without a line that is dropped', async () => {
  copy(first)
  await serve()
  const before = await greeted()
  let isGone = false
  before.on('close', () => (isGone = true))
  copyFileSync(second.cert, files.cert)
  await vi.waitFor(() => expect(lines.join()).toContain('is not that of the certificate'))
  expect(await shown()).toBe('DNS:first.example.org')
  copyFileSync(second.key, files.key)
  await vi.waitFor(() => expect(lines).toContain('certificate renewed'))
  expect(await shown()).toBe('DNS:second.example.org')
  // The one from before goes on.
  before.write('GET / HTTP/1.1\r\nHost: first.example.org\r\n\r\n')
  const [answer] = await new Promise<Buffer[]>((done) => before.once('data', (d) => done([d])))
  expect(String(answer)).toContain('200 OK')
  expect(isGone).toBe(false)
  before.destroy()
})

it('behind symlinks that are replaced, it is taken', async () => {
  const link = (to: Pair) => {
    for (const kind of ['cert', 'key'] as const) {
      symlinkSync(to[kind], `${files[kind]}.new`)
      renameSync(`${files[kind]}.new`, files[kind])
    }
  }
  link(first)
  await serve()
  link(second)
  await vi.waitFor(async () => expect(await shown()).toBe('DNS:second.example.org'))
  link(first)
  await vi.waitFor(async () => expect(await shown()).toBe('DNS:first.example.org'))
})

it('cut off, gone or mixed up, it keeps the old one and says so once', async () => {
  copy(first)
  await serve()
  truncateSync(files.cert, 200)
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  expect(lines[0]).toMatch(/the old one is kept.*There is no certificate in/)
  rmSync(files.cert)
  await vi.waitFor(() => expect(lines).toHaveLength(2))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(lines).toHaveLength(2)
  expect(await shown()).toBe('DNS:first.example.org')
  copy(first)
  appendFileSync(files.cert, '\n')
  await vi.waitFor(() => expect(lines.at(-1)).toBe('certificate renewed'))
})

it('a request after the renewal trusts the new one', async () => {
  copy(first)
  await serve()
  copy(second)
  await vi.waitFor(() => expect(lines).toContain('certificate renewed'))
  const status = await new Promise((resolve, reject) => {
    const options = { ca: authority.ca, servername: 'second.example.org', agent: false }
    const host = { host: '127.0.0.1', port, headers: { host: 'second.example.org' } }
    get({ ...options, ...host }, ({ statusCode }) => resolve(statusCode)).on('error', reject)
  })
  expect(status).toBe(200)
})
