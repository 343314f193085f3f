// What is read at the start, and the sentence where it will not do.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findOrInstall } from '../../scripts/find-program.js'
import { readCertificate } from '../../server/tls/certificate.ts'
import { foundAuthority, type Authority, type Pair } from '../support/certificates.ts'

let authority: Authority
let pair: Pair
beforeAll(() => {
  authority = foundAuthority()
  pair = authority.issue('DNS:*.example.org,DNS:night.example.org,IP:127.0.0.1')
})
afterAll(() => authority.remove())

const file = (name: string, text: string): string => {
  const path = join(authority.dir, name)
  writeFileSync(path, text)
  return path
}

it('a pair is read, with whom it is for and until when', async () => {
  const read = await readCertificate(pair)
  if (!read.ok) throw new Error(read.sentence)
  const { certificate } = read
  expect(certificate.names).toEqual(['night.example.org'])
  expect(certificate.validTo - Date.now()).toBeLessThanOrEqual(3 * 86_400_000)
  expect(certificate.validTo).toBeGreaterThan(Date.now())
  const hosts = ['night.example.org', 'other.example.org', '127.0.0.1', 'example.com', '10.0.0.1']
  expect(hosts.map((host) => certificate.covers(host))).toEqual([true, true, true, false, false])
})

const refusals: readonly (readonly [string, () => Pair, RegExp])[] = [
  ['a file that is not there', () => ({ ...pair, cert: '/nowhere.pem' }), /no such file; look at/],
  ['a folder', () => ({ ...pair, key: authority.dir }), /it is a folder; name the file/],
  ['the key of another', () => ({ ...pair, key: authority.issue('DNS:a').key }), /made together/],
  ['the two swapped', () => ({ cert: pair.key, key: pair.cert }), /begins with BEGIN CERTIFICATE/],
  ['no key', () => ({ ...pair, key: file('empty.key', '') }), /begins with BEGIN PRIVATE KEY/],
  ['a key with a passphrase', () => ({ ...pair, key: locked() }), /has a passphrase.*openssl pkey/],
]

function locked(): string {
  const out = join(authority.dir, 'locked.key')
  const how = ['pkey', '-in', pair.key, '-aes256', '-passout', 'pass:secret', '-out', out]
  execFileSync(findOrInstall('openssl'), how, { stdio: ['ignore', 'ignore', 'pipe'] })
  return out
}

it.each(refusals)('%s is refused, and the sentence says what to do', async (_, files, sentence) => {
  const read = await readCertificate(files())
  expect(read).toMatchObject({ ok: false, sentence: expect.stringMatching(sentence) })
})
