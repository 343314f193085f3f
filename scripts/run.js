// Runs an entry of the server, built first when its sources have changed: `run.js main --port 0`.
// RENDEZVOUS_BUILD=as-it-is runs what is there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './build.js'
import { root } from './sources.js'

const [entry = 'main', ...args] = process.argv.slice(2)
if (process.env['RENDEZVOUS_BUILD'] !== 'as-it-is') {
  try {
    await buildIfStale()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
const file = join(root, 'build/server', `${entry}.js`)
if (!existsSync(file)) {
  console.error(
    `There is no server/${entry}.ts to run. Entries: main, rehearse, import, pair, log-tool.`,
  )
  process.exit(1)
}
process.setSourceMapsEnabled(true)
process.argv.splice(1, Infinity, file, ...args)
// In this very process, so that signals reach it.
await import(pathToFileURL(file).href)
