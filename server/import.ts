// `npm run import -- FILE [--json]`: prints what an announcement page says.
import { importPage } from './announcement/import-page.ts'

process.exitCode = await importPage(process.argv.slice(2), {
  // npm runs scripts in the project's root and remembers where it was called.
  from: process.env['INIT_CWD'] ?? process.cwd(),
  print: (text) => console.log(text),
  complain: (sentence) => console.error(sentence),
})
