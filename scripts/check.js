// Format, lint (which holds the floors), types: `npm run check`, and the first part of `npm test`.
import { pathToFileURL } from 'node:url'
import { run } from './steps.js'

/** @type {readonly import('./steps.js').Step[]} */
const steps = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint and floors', command: ['eslint', '.'] },
  { name: 'types', command: ['svelte-check', '--fail-on-warnings', '--output', 'human'] },
  { name: 'types of the service worker', command: ['tsc', '-p', 'tsconfig.worker.json'] },
]

/** @returns {Promise<{ passed: number, failed: number }>} each step counts as one */
export async function check() {
  // SvelteKit writes the types that everything below stands on.
  await run(['svelte-kit', 'sync'], { quietly: true })
  const ended = await Promise.all(
    steps.map(async ({ name, command }) => {
      const from = performance.now()
      const { exit, output } = await run(command, { quietly: true })
      const seconds = ((performance.now() - from) / 1000).toFixed(1)
      console.log(`${exit === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
      // A passing lint may still warn.
      if (exit !== 0 || command[0] === 'eslint') process.stdout.write(output)
      return exit === 0
    }),
  )
  const passed = ended.filter(Boolean).length
  return { passed, failed: ended.length - passed }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await check()
  process.exitCode = failed > 0 ? 1 : 0
}
