// Real certificates by a real openssl: an authority of our own, and what it signs.
import { execFileSync } from 'node:child_process'
import { X509Certificate, createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrInstall } from '../../scripts/find-program.js'

export interface Pair {
  readonly cert: string
  readonly key: string
}

export interface Authority {
  readonly dir: string
  /** Its own certificate, for those who trust it. */
  readonly ca: string
  /** Issues a certificate for names like `DNS:night.example.org,IP:127.0.0.1`. */
  issue(names: string, kind?: 'ec' | 'rsa'): Pair
  remove(): void
}

/** Founds an authority in a folder of its own. */
export function foundAuthority(): Authority {
  const dir = mkdtempSync(join(tmpdir(), 'rendezvous-ca-'))
  const openssl = findOrInstall('openssl')
  const run = (...args: string[]) =>
    execFileSync(openssl, args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })
  const keys = {
    ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
    rsa: ['-newkey', 'rsa:2048'],
  }
  run(
    ...['req', '-x509', ...keys.ec, '-nodes', '-days', '5', '-subj', '/CN=Our own authority'],
    ...['-addext', 'keyUsage=critical,keyCertSign', '-keyout', 'ca.key', '-out', 'ca.pem'],
  )
  let issued = 0
  const issue = (names: string, kind: 'ec' | 'rsa' = 'ec'): Pair => {
    const name = `issued-${++issued}`
    const [cert, key] = [`${name}.pem`, `${name}.key`]
    run('req', ...keys[kind], '-nodes', '-subj', '/CN=night', '-keyout', key, '-out', `${name}.csr`)
    writeFileSync(join(dir, `${name}.ext`), `subjectAltName=${names}\n`)
    run(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key'],
      ...['-days', '3', '-extfile', `${name}.ext`, '-out', cert],
    )
    return { cert: join(dir, cert), key: join(dir, key) }
  }
  return {
    ...{ dir, issue, ca: readFileSync(join(dir, 'ca.pem'), 'utf8') },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** The hash by which Chromium can be told to trust a certificate. */
export function keyHashOf({ cert }: Pair): string {
  const { publicKey } = new X509Certificate(readFileSync(cert))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('base64')
}
