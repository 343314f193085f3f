// `npm run log -- verify|dump|hash|backup|restore`: look inside a store, save it, bring it back.
import { once } from 'node:events'
import { runLogTool } from './log-tool/run.ts'

// Whoever reads us may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runLogTool(process.argv.slice(2), {
  env: process.env,
  // npm runs scripts in the project's root and remembers where it was called.
  from: process.env['INIT_CWD'] ?? process.cwd(),
  print: async (line) => {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  },
  complain: (sentence) => console.error(sentence),
})
