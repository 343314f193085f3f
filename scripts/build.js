// Two Vite builds make one program: the screens (build/client) and the server (build/server).
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { buildVersion, root } from './sources.js'

const folder = join(root, 'build')
const stamp = join(folder, 'stamp')
const lock = join(folder, 'lock')
const vite = join(root, 'node_modules/vite/bin/vite.js')
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const svelteKit = join(root, 'node_modules/@sveltejs/kit/svelte-kit.js')

/** Builds unless the last build was made from these very sources. One process builds at a time. */
export async function buildIfStale() {
  if (isFresh()) return
  const unlock = await takeLock()
  const stop = () => process.exit(130)
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    // Somebody else may have built while this process waited.
    if (isFresh()) return
    process.stderr.write('building…\n')
    await build()
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    unlock()
  }
}

function isFresh() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === buildVersion()
}

async function build() {
  rmSync(stamp, { force: true })
  const version = buildVersion()
  // A fresh clone has not the TypeScript settings yet that ours extend.
  if (!existsSync(join(root, '.svelte-kit/tsconfig.json'))) await run(svelteKit, ['sync'])
  const parts = await Promise.all([
    run(vite, ['build', '--logLevel', 'warn']),
    run(vite, ['build', '--logLevel', 'warn', '--config', 'vite.server.config.ts']),
    // Vite knows no types: that a sentence is missing in French is seen here.
    run(tsc, ['-p', 'tsconfig.words.json']),
  ])
  for (const { code, output } of parts) {
    if (code !== 0) throw new Error(`The build failed:\n${output}`)
  }
  if (process.env['VERBOSE']) process.stderr.write(parts.map(({ output }) => output).join(''))
  writeFileSync(stamp, version)
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A test runner's NODE_ENV would give a development build.
      env: { ...process.env, NODE_ENV: 'production' },
    })
    // Stopped while building: no orphan that still writes when the next one starts.
    const stop = () => child.kill()
    process.once('exit', stop)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('exit', stop)
      resolve({ code, output })
    })
  })
}

/** @returns {Promise<() => void>} how to give the lock back */
async function takeLock() {
  mkdirSync(folder, { recursive: true })
  const giveUpAt = Date.now() + 300_000
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
    if (!isHeld()) rmSync(lock, { force: true })
    else if (Date.now() > giveUpAt) throw new Error(`Still held after five minutes: delete ${lock}`)
    else await sleep(100)
  }
}

/** A process that was killed while building leaves its lock behind. */
function isHeld() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    // Empty for the instant between its creation and its first write.
    if (pid === 0) return true
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildIfStale()
