// A certificate authority of our own that gives what a real one gives, and asks for the same proof: a
// TXT record under the name, in a DNS server that a test may write to.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { connect, type LookupFunction } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findOrInstall } from '../../scripts/find-program.js'
import { foundAuthority } from './certificates.ts'
import { freePort } from './redis.ts'

export interface Acme {
  /** Where ACME begins. */
  readonly directory: string
  /** What lego has to be told to find its way here, and to prove a name. */
  readonly environment: Readonly<Record<string, string>>
  /** The certificate at the root of all that is given. */
  root(): Promise<string>
  stop(): Promise<void>
}

/** What is there over https, of whoever `ca` vouches for. */
export const fetchTrusting = (url: string, ca: string, lookup?: LookupFunction): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { ca, ...(lookup && { lookup }) }, async (response) => {
      resolve(Buffer.concat(await response.toArray()).toString())
    }).on('error', reject)
  })

/** A program beside the test, which has begun once it listens on `port`. */
export async function beside(
  program: string,
  args: readonly string[],
  { port, ...options }: { port: number; cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<() => Promise<void>> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const ended = once(child, 'exit').then(() => process.removeListener('exit', end))
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`${program} ended at once: ${said}`)
    await sleep(50)
  }
  return async () => {
    end()
    await ended
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** As lego's `exec` provider calls it: present or cleanup, the record's name, its value. */
const recording = (management: string) => `#!${process.execPath}
const [, , action, host, value] = process.argv
const path = action === 'present' ? 'set-txt' : 'clear-txt'
const body = JSON.stringify({ host, value })
fetch('${management}/' + path, { method: 'POST', body }).then(({ ok }) => process.exit(ok ? 0 : 1))
`

export async function startAcme(): Promise<Acme> {
  const authority = foundAuthority()
  const { dir, ca } = authority
  const own = authority.issue('DNS:localhost')
  const [directory, keeping, dns, records] = [await freePort(), await freePort(), await freePort(), await freePort()] // prettier-ignore
  const local = (port: number) => `127.0.0.1:${port}`
  const config = {
    ...{ listenAddress: local(directory), managementListenAddress: local(keeping) },
    ...{ certificate: own.cert, privateKey: own.key, httpPort: 1, tlsPort: 1 },
  }
  writeFileSync(join(dir, 'pebble.json'), JSON.stringify({ pebble: config }))
  const script = join(dir, 'record.cjs')
  writeFileSync(script, recording(`http://${local(records)}`))
  chmodSync(script, 0o755)
  const stopDns = await beside(
    findOrInstall('pebble-dns'),
    ['-http01', '', '-https01', '', '-tlsalpn01', '', '-dns01', local(dns)].concat(
      ...['-management', local(records)],
    ),
    { port: records },
  )
  const stopPebble = await beside(
    findOrInstall('pebble'),
    ['-config', join(dir, 'pebble.json'), '-dnsserver', local(dns)],
    { port: directory, env: { ...process.env, PEBBLE_VA_NOSLEEP: '1' } },
  )
  return {
    directory: `https://localhost:${directory}/dir`,
    environment: {
      LEGO_CA_CERTIFICATES: join(dir, 'ca.pem'),
      LEGO_DISABLE_CNAME_SUPPORT: 'true',
      EXEC_PATH: script,
    },
    root: () => fetchTrusting(`https://localhost:${keeping}/roots/0`, ca),
    stop: async () => {
      await stopPebble()
      await stopDns()
      authority.remove()
    },
  }
}
