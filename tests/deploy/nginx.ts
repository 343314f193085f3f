// A real nginx with the file of deploy/: only its addresses, ports and paths are the test's own.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as overHttp } from 'node:http'
import { request as overTls } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findOrInstall } from '../../scripts/find-program.js'
import { root } from '../../scripts/sources.js'
import { freePort } from '../support/redis.ts'

export interface Ports {
  readonly http: number
  readonly https: number
}

export const takePorts = async (): Promise<Ports> => ({
  http: await freePort(),
  https: await freePort(),
})

export interface Nginx {
  readonly certificate: string
  /** What `nginx -t` says of the file. */
  check(): { readonly status: number | null; readonly said: string }
  ask(url: string, options?: AskOptions): Promise<Answered>
  stop(): Promise<void>
}

export interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Makes it a POST of JSON. */
  readonly body?: string
}

export interface Answered {
  readonly status: number
  readonly location: string | undefined
  readonly text: string
}

/** Starts it in front of servers on these ports; it is there when this resolves. */
export async function startNginx(ports: Ports, servers: readonly [number, number]): Promise<Nginx> {
  const binary = findOrInstall('nginx')
  const dir = mkdtempSync(join(tmpdir(), 'rendezvous-nginx-'))
  // Started by root its workers are somebody else, who keeps long bodies in here.
  chmodSync(dir, 0o755)
  const certificate = makeCertificate(dir)
  const file = join(dir, 'nginx.conf')
  writeFileSync(file, configuration(dir, ports, servers))
  writeFileSync(join(dir, 'mime.types'), 'types { text/html html; }\n')

  const args = ['-p', dir, '-c', file]
  const child = spawn(binary, [...args, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const ended = once(child, 'exit').then(() => {
    process.removeListener('exit', end)
    return 'ended' as const
  })
  const stop = async () => {
    end()
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
  if ((await Promise.race([listens(ports.https), ended])) === 'ended') {
    await stop()
    throw new Error(`expected nginx to start, found:\n${said}`)
  }
  const check = () => {
    const { status, stderr } = spawnSync(binary, [...args, '-t'], { encoding: 'utf8' })
    return { status, said: stderr }
  }
  return { certificate, check, stop, ask: (url, options) => ask(url, certificate, options) }
}

function configuration(dir: string, ports: Ports, servers: readonly [number, number]): string {
  const letsencrypt = '/etc/letsencrypt/live/night.example.org/'
  const own: readonly (readonly [string, string])[] = [
    ['listen 80 ', `listen 127.0.0.1:${ports.http} `],
    ['listen 443 ', `listen 127.0.0.1:${ports.https} `],
    ['127.0.0.1:3000', `127.0.0.1:${servers[0]}`],
    ['127.0.0.1:3001', `127.0.0.1:${servers[1]}`],
    [letsencrypt, `${dir}/`],
    ['night.example.org', '127.0.0.1'],
    ['/run/nginx.pid', `${dir}/nginx.pid`],
    ['/var/log/nginx/', `${dir}/`],
    ['/etc/nginx/mime.types', `${dir}/mime.types`],
    // Where it keeps long bodies is compiled in, and root's.
    ['http {', `http {\n${scratch(dir)}`],
  ]
  let text = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
  for (const [there, here] of own) {
    if (!text.includes(there)) throw new Error(`expected «${there}» in deploy/nginx.conf`)
    text = text.replaceAll(there, here)
  }
  return text
}

const scratch = (dir: string): string =>
  ['client_body', 'proxy', 'fastcgi', 'scgi', 'uwsgi']
    .map((name) => `${name}_temp_path ${dir}/${name};\n`)
    .join('')

function makeCertificate(dir: string): string {
  const path = join(dir, 'fullchain.pem')
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const out = ['-keyout', join(dir, 'privkey.pem'), '-out', path]
  execFileSync(findOrInstall('openssl'), ['req', '-x509', ...kind, ...names, ...out], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return readFileSync(path, 'utf8')
}

async function listens(port: number): Promise<'listens'> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isThere) return 'listens'
    await sleep(20)
  }
}

function ask(url: string, ca: string, { headers = {}, body }: AskOptions = {}): Promise<Answered> {
  const request = url.startsWith('https:') ? overTls : overHttp
  const json = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body ?? ''),
  }
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        ca,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(body !== undefined && json) },
      },
      (response) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk)).on('error', reject)
        response.on('end', () => {
          const { statusCode = 0, headers: said } = response
          resolve({ status: statusCode, location: said.location, text })
        })
      },
    )
    asked.on('error', reject).end(body)
  })
}
