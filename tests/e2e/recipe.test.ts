// The recipe of docs/deploying.md for a certificate without internet, as it is written: the name is
// proved by DNS, the laptop's own DNS leads to it, and the server answers by it. The provider's API, the
// address and the ports are the test's own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { findOrInstall } from '../../scripts/find-program.js'
import { root } from '../../scripts/sources.js'
import { beside, fetchTrusting, startAcme, type Acme } from '../support/acme.ts'
import { startProgram, type Program } from '../support/program.ts'
import { freePort } from '../support/redis.ts'

const name = 'night.example.org'
const laptop = '192.168.1.10'

const deploying = readFileSync(join(root, 'docs/deploying.md'), 'utf8')
const [, recipe = ''] = /^## HTTPS on a laptop, without internet$(.*?)^## /ms.exec(deploying) ?? []
const blocks = [...recipe.matchAll(/^ *```\w*\n(.*?)^ *```$/gms)].map(([, text = '']) => text)
const [issue = '', dns = '', serve = ''] = blocks
/** The words of a command, as a shell has them, without what stands before its own name. */
const wordsOf = (block: string, from: string): string[] => {
  const words = block.replaceAll('\\\n', ' ').trim().split(/\s+/)
  return words.slice(words.indexOf(from) + 1)
}

let folder: string
let acme: Acme
let program: Program | null = null
let stopDns: (() => Promise<void>) | null = null
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recipe-'))
  acme = await startAcme()
})
test.afterEach(async () => {
  await program?.stop()
  await stopDns?.()
  await acme.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What lego does with the words of the recipe, but for the provider that it asks. */
function lego(words: readonly string[]) {
  const given = words.map((word) => (word === 'gandiv5' ? 'exec' : word))
  const ours = ['--server', acme.directory, '--dns.disable-cp']
  const env = { ...process.env, ...acme.environment }
  return spawnSync(findOrInstall('lego'), [...ours, ...given], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
}

/** The laptop's DNS, with the lines of the recipe, on a port of its own. */
async function startDns(): Promise<Resolver> {
  const [file, port] = [join(folder, 'night.conf'), await freePort()]
  writeFileSync(file, dns.replace(/^ +/gm, '').replaceAll(laptop, '127.0.0.1'))
  const args = ['--no-daemon', `--conf-file=${file}`, `--port=${port}`]
  stopDns = await beside(findOrInstall('dnsmasq'), args, { port })
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${port}`])
  return resolver
}

test('a certificate by DNS, a name by the laptop’s own DNS, and the server behind both', async () => {
  const words = wordsOf(issue, 'lego')
  expect(words).toContain('run')
  const issued = lego(words)
  expect(issued.stderr).toContain('Server responded with a certificate')
  const renewed = lego(words.map((word) => (word === 'run' ? 'renew' : word)))
  expect(renewed.status, renewed.stderr).toBe(0)

  const resolver = await startDns()
  expect(await resolver.resolve4(name)).toEqual(['127.0.0.1'])
  await expect(resolver.resolve6(name), 'a phone that asks for IPv6 is told there is none').rejects.toMatchObject({ code: 'ENODATA' }) // prettier-ignore
  await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'EREFUSED' })

  const plain = await freePort()
  const told = wordsOf(serve, '--')
  expect(told.slice(0, 4)).toEqual(['--port', '443', '--http-port', '80'])
  program = await startProgram([
    ...['--http-port', String(plain)],
    ...told.slice(4).map((word) => (word.startsWith('.lego/') ? join(folder, word) : word)),
  ])
  const { port } = new URL(program.url)
  const lookup: LookupFunction = (host, options, found) =>
    void resolver.resolve4(host).then(
      ([address = '']) => (options.all ? found(null, [{ address, family: 4 }]) : found(null, address, 4)), // prettier-ignore
      (error: unknown) => found(error as Error, ''),
    )
  const page = await fetchTrusting(`https://${name}:${port}/check`, await acme.root(), lookup)
  expect(page).toContain('Rendezvous')
})
