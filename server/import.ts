// `npm run import -- FILE`: an announcement page becomes a night. `--look` (or `--json`) only says
// what the page would become; `--url OWNER-LINK` holds it on a server that runs.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { commandId } from '#night/ids.ts'
import { importPage } from './announcement/import-page.ts'
import { parseAnnouncement, type Announcement } from './announcement/parse.ts'
import { compose } from './compose.ts'
import { readConfig, type Config } from './config.ts'
import { httpListener } from './http.ts'
import { openKeys } from './keys.ts'
import { openLog } from './log/open.ts'
import { House } from './rehearsal/house.ts'

// npm runs scripts in the project's root and remembers where it was called.
const from = process.env['INIT_CWD'] ?? process.cwd()
const say = (sentence: string): void => console.error(sentence)

async function hold(ownerLink: string, page: Announcement, text: string): Promise<string> {
  const { hostLink } = await new House(ownerLink).hold({
    id: v.parse(commandId, crypto.randomUUID()),
    template: 'announcement',
    title: page.title,
    community: page.title.replace(/\s*#\d+\s*$/, '') || 'Paris P2P',
    venue: page.venue ?? '',
    date: page.date,
    tables: 30,
    forecast: null,
    page: text,
  })
  return hostLink
}

/** No server runs: the store is opened here, for as long as it takes. */
async function holdInStore(config: Config, page: Announcement, text: string): Promise<string> {
  const log = await openLog({ redisUrl: config.redisUrl, dataDir: config.data })
  const fatal = (error: unknown) => {
    throw error
  }
  const { keepDays } = config
  const composed = await compose({ log, keys: openKeys(config.data), keepDays, fatal })
  const clientDir = new URL('../client', import.meta.url).pathname
  const server = createServer(httpListener({ ...composed, clientDir }))
  composed.gateway.attach(server)
  try {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const link = await hold(`http://127.0.0.1:${port}/hold#${composed.passes.owner}`, page, text)
    const origin = config.origin ?? `http://localhost:${config.port}`
    return link.replace(/^https?:\/\/[^/]+/, origin)
  } finally {
    server.close()
    await composed.close()
    server.closeAllConnections()
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      look: { type: 'boolean', default: false },
      data: { type: 'string' },
      url: { type: 'string' },
    },
  })
  const code = await importPage([...positionals, ...(values.json ? ['--json'] : [])], {
    from,
    print: (text) => console.log(text),
    complain: say,
  })
  const [file] = positionals
  if (code !== 0 || values.json || values.look || file === undefined) return code
  const text = await readFile(resolve(from, file), 'utf8')
  const page = parseAnnouncement(text)
  if (!page.ok) return 2
  const config = readConfig(values.data ? ['--data', values.data] : [], process.env)
  if (!config.ok) {
    say(config.sentence)
    return 2
  }
  const link = values.url
    ? await hold(values.url, page, text)
    : await holdInStore(config.config, page, text)
  console.log(`\nIt is a night now. The host's link, shown once:\n\n  ${link}\n`)
  return 0
}

/** What went wrong, and what lay behind it. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} (${reasonsOf(error.cause)})`
}

try {
  process.exit(await main())
} catch (error) {
  say(reasonsOf(error))
  say('When the server runs, give its owner link: npm run import -- FILE --url http://…/hold#…')
  process.exit(2)
}
