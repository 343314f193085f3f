// The server's own secrets, made once and kept in the data directory for its owner's eyes only.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import webpush from 'web-push'

const text = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{16,}$/))
const stored = v.object({
  format: v.literal(1),
  /** Ed25519, PKCS #8, base64url: signs badges. */
  badge: text,
  /** What attendees' passes and links are made with. */
  hmac: text,
  /** The secret of the owner's link. */
  owner: text,
})
type Stored = v.InferOutput<typeof stored>

export interface Keys {
  readonly signing: KeyObject
  readonly verifying: KeyObject
  readonly hmac: Buffer
  readonly owner: string
}

/** Reads the keys of a data directory, and makes them the first time. Throws when they are damaged. */
export function openKeys(data: string): Keys {
  mkdirSync(data, { recursive: true })
  const path = join(data, 'keys.json')
  const found = textIn(path)
  if (found === null) keep(path, freshKeys())
  // What lies there counts: another process may have been faster.
  return keysOf(path, found ?? textIn(path) ?? '')
}

export function freshKeys(): Stored {
  const { privateKey } = generateKeyPairSync('ed25519')
  const badge = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url')
  return {
    ...{ format: 1, badge },
    hmac: randomBytes(32).toString('base64url'),
    owner: randomBytes(16).toString('base64url'),
  }
}

/** The keys in the text of a keys file. Throws, naming `path`, when they are damaged. */
export function keysOf(path: string, json: string): Keys {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), json)
  if (!parsed.success)
    throw new Error(
      `expected the keys of this server in ${path}: put them back from a copy, or remove the file (badges and links made so far are then void)`,
    )
  const { badge, hmac, owner } = parsed.output
  const signing = createPrivateKey({
    key: Buffer.from(badge, 'base64url'),
    ...{ format: 'der', type: 'pkcs8' },
  })
  return {
    signing,
    verifying: createPublicKey(signing),
    hmac: Buffer.from(hmac, 'base64url'),
    owner,
  }
}

const pushStored = v.object({ format: v.literal(1), publicKey: text, privateKey: text })

export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/**
 * The key pair by which push services know this server; made the first time. In a file of its own:
 * the keys that badges hang on are never written again. Throws when it is damaged.
 */
export function openPushKeys(data: string): PushKeys {
  mkdirSync(data, { recursive: true })
  const path = join(data, 'push-keys.json')
  if (textIn(path) === null) keep(path, { format: 1, ...webpush.generateVAPIDKeys() })
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), pushStored), textIn(path))
  if (parsed.success) return parsed.output
  throw new Error(
    `expected the push keys of this server in ${path}: put them back from a copy, or remove the file (phones then have to switch calls on again)`,
  )
}

function textIn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Whole or not at all, on disk before anybody holds a badge signed with it. */
function keep(path: string, keys: object): void {
  const draft = `${path}.${process.pid}`
  const file = openSync(draft, 'w', 0o600)
  writeSync(file, `${JSON.stringify(keys, null, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
