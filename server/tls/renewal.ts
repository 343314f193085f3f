// A certificate that is renewed while the server runs. Whoever renews it replaces symlinks, or writes
// one file after the other: so the files are looked at, again and again, and a new pair is taken once
// it is whole and has stood still from one look to the next.
import type { Logger } from '../runtime/logger.ts'
import { readCertificate, type Certificate, type CertificateFiles } from './certificate.ts'

interface RenewalDeps {
  readonly files: CertificateFiles
  /** The one that is served. */
  readonly served: Certificate
  readonly logger: Logger
  /** Told a new pair. Throws where it cannot be served. */
  readonly take: (renewed: Certificate) => void
  readonly everyMs?: number
}

const dayMs = 86_400_000

/** Looks until the answer is called. A broken pair keeps the old one, and is written down once. */
export function keepRenewed({ files, logger, take, everyMs = 5_000, ...deps }: RenewalDeps) {
  let { served } = deps
  let waiting: Certificate | null = null
  let wrong: { readonly sentence: string; isSaid: boolean } | null = null
  let looking = false

  const look = async (): Promise<void> => {
    const read = await readCertificate(files)
    if (!read.ok) return complain(read.sentence)
    wrong = null
    const { certificate } = read
    if (isSame(certificate, served)) waiting = null
    else if (waiting && isSame(certificate, waiting)) renew(certificate)
    else waiting = certificate
  }
  const complain = (sentence: string): void => {
    waiting = null
    // Between two files that are written one after the other nothing fits: said when it lasts.
    if (wrong?.sentence !== sentence) wrong = { sentence, isSaid: false }
    else if (!wrong.isSaid) {
      wrong.isSaid = true
      logger.warn('certificate not renewed, the old one is kept', { why: sentence })
    }
  }
  const renew = (certificate: Certificate): void => {
    take(certificate)
    served = certificate
    waiting = null
    logger.info('certificate renewed', { daysLeft: daysLeft(certificate) })
  }

  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((error: unknown) => logger.error('certificate not looked at', error))
      .finally(() => (looking = false))
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Whole days until it ends; negative once it has. */
export const daysLeft = ({ validTo }: Pick<Certificate, 'validTo'>, now = Date.now()): number =>
  Math.floor((validTo - now) / dayMs)

const isSame = (one: Certificate, other: Certificate): boolean =>
  one.cert.equals(other.cert) && one.key.equals(other.key)
