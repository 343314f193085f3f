// The command `import FILE [--json]`, apart from the process it runs in.
import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { MOST_BYTES } from './page.ts'
import { parseAnnouncement } from './parse.ts'
import { inWords, refusalInWords } from './words.ts'

const USAGE = 'Say which page to import: npm run import -- FILE [--json]'

export interface Terminal {
  /** Where relative paths start. */
  readonly from: string
  readonly print: (text: string) => void
  readonly complain: (sentence: string) => void
}

/** Prints what a page announces. The exit code: 0, or 2 after one sentence that says why not. */
export async function importPage(args: readonly string[], terminal: Terminal): Promise<0 | 2> {
  const order = orderOf(args)
  if (order === null) {
    terminal.complain(USAGE)
    return 2
  }
  const page = await textOf(resolve(terminal.from, order.file))
  if (!page.ok) {
    terminal.complain(`Cannot read ${order.file}: ${page.why}.`)
    return 2
  }
  const found = parseAnnouncement(page.text)
  if (!found.ok) {
    terminal.complain(`Nothing to import from ${order.file}: ${refusalInWords(found)}.`)
    return 2
  }
  terminal.print(order.json ? JSON.stringify(found, null, 2) : inWords(found))
  return 0
}

function orderOf(
  args: readonly string[],
): { readonly file: string; readonly json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [file, ...others] = positionals
    return file !== undefined && file !== '' && others.length === 0
      ? { file, json: values.json }
      : null
  } catch {
    // An option that we do not know: the usage says which there are.
    return null
  }
}

type Page =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

/** At most one byte more than a page may have, so that a disk image does not fill the memory. */
async function textOf(path: string): Promise<Page> {
  try {
    // Before opening it: to open a pipe is to wait for whoever writes to it.
    if (!(await stat(path)).isFile()) return { ok: false, why: 'it is not a file' }
    const file = await open(path)
    try {
      const bytes = Buffer.alloc(MOST_BYTES + 1)
      let length = 0
      for (let more = -1; more !== 0 && length < bytes.length; length += more) {
        more = (await file.read(bytes, length, bytes.length - length)).bytesRead
      }
      if (length > MOST_BYTES)
        return { ok: false, why: `it is larger than ${MOST_BYTES / 1024} kB` }
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length))
      return { ok: true, text }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { ok: false, why: whyOf(error) }
  }
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not allowed'
  if (code === 'EISDIR') return 'it is not a file'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not text in UTF-8'
  return error instanceof Error ? error.message : String(error)
}
