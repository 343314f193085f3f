// Runs the commands that `npm run check` and `npm test` are made of.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './sources.js'

/**
 * @typedef {{ name: string, command: readonly string[] }} Step a program of node_modules and its arguments
 * @typedef {{ exit: number, output: string }} Ended
 */

const programs = /** @type {Record<string, string>} */ ({
  eslint: 'eslint/bin/eslint.js',
  playwright: '@playwright/test/cli.js',
  prettier: 'prettier/bin/prettier.cjs',
  'svelte-check': 'svelte-check/bin/svelte-check',
  'svelte-kit': '@sveltejs/kit/svelte-kit.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
})

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** Interrupted: whoever still runs is told to stop. */
export function stopAll() {
  for (const child of running) child.kill('SIGTERM')
}

/**
 * @param {Step['command']} command
 * @param {{ quietly?: boolean, env?: Record<string, string> }} [how] quietly: its output is kept, not shown
 * @returns {Promise<Ended>} never rejects: a program that cannot be started has failed
 */
export function run([program = '', ...args], { quietly = false, env = {} } = {}) {
  const known = programs[program]
  const file = known ? join(root, 'node_modules', known) : join(root, program)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: ['ignore', quietly ? 'pipe' : 'inherit', quietly ? 'pipe' : 'inherit'],
      env: { ...process.env, ...(quietly ? { NO_COLOR: '1' } : {}), ...env },
    })
    running.add(child)
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ exit: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => {
      running.delete(child)
      resolve({ exit: code ?? 1, output })
    })
  })
}
