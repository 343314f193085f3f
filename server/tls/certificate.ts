// A certificate and its key: two files that somebody else writes, read as one pair or not at all.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'

export interface CertificateFiles {
  /** PEM: the certificate, then those between it and the root (fullchain.pem). */
  readonly cert: string
  /** PEM: its private key, without a passphrase (privkey.pem). */
  readonly key: string
}

export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
  /** Until when browsers take it, ms. */
  readonly validTo: number
  /** The host names it is for, without wildcards. */
  readonly names: readonly string[]
  /** Whether a browser takes it for this host name or address. */
  covers(host: string): boolean
}

export type ReadCertificate =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly sentence: string }

const refuse = (sentence: string): ReadCertificate => ({ ok: false, sentence })

/** Reads the pair, or says in one sentence what is wrong with it and what to do. */
export async function readCertificate(files: CertificateFiles): Promise<ReadCertificate> {
  const [cert, key] = await Promise.all([
    textOf('certificate', files.cert),
    textOf('key', files.key),
  ])
  if (typeof cert === 'string') return refuse(cert)
  if (typeof key === 'string') return refuse(key)
  const parsed = parsedOf(cert)
  if (!parsed)
    return refuse(
      `There is no certificate in ${files.cert}: give --cert a PEM file that begins with BEGIN CERTIFICATE, such as fullchain.pem.`,
    )
  const wrong = wrongWith(parsed, { cert, key }, files)
  if (wrong !== null) return refuse(wrong)
  return { ok: true, certificate: certificateOf(parsed, cert, key) }
}

async function textOf(what: 'certificate' | 'key', path: string): Promise<Buffer | string> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return `Cannot read the ${what} ${path}: ${reasons[code] ?? code}.`
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; look at the path',
  EACCES: 'whoever runs this server may not; give that user a copy that it may read',
  EISDIR: 'it is a folder; name the file in it',
}

function parsedOf(cert: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(cert)
  } catch {
    return null // Whatever it is, it is none: the sentence says what was expected.
  }
}

function wrongWith(
  parsed: X509Certificate,
  { cert, key }: { readonly cert: Buffer; readonly key: Buffer },
  files: CertificateFiles,
): string | null {
  try {
    if (!parsed.checkPrivateKey(createPrivateKey(key)))
      return `The key in ${files.key} is not that of the certificate in ${files.cert}: give --cert and --key the two files that were made together.`
  } catch {
    // Every PEM file of a key with a passphrase says so, in one line or another.
    return key.includes('ENCRYPTED')
      ? `The key in ${files.key} has a passphrase, and nobody is here to type it: take it off with «openssl pkey».`
      : `There is no private key in ${files.key}: give --key a PEM file that begins with BEGIN PRIVATE KEY, such as privkey.pem.`
  }
  try {
    createSecureContext({ cert, key })
    return null
  } catch (error) {
    // What follows the first certificate, for the most part.
    const why = error instanceof Error ? error.message : String(error)
    return `The certificate in ${files.cert} cannot be used (${why}): give --cert the whole chain as it was issued.`
  }
}

function certificateOf(parsed: X509Certificate, cert: Buffer, key: Buffer): Certificate {
  const said = parsed.subjectAltName?.split(', ') ?? []
  const named = said.flatMap((each) => (each.startsWith('DNS:') ? [each.slice(4)] : []))
  return {
    ...{ cert, key },
    validTo: Date.parse(parsed.validTo),
    names: named.filter((name) => !name.startsWith('*')),
    covers: (host) =>
      (isIP(host) === 0 ? parsed.checkHost(host) : parsed.checkIP(host)) !== undefined,
  }
}
