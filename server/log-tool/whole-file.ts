// A secret file that is there whole or not at all, also after a power cut.
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'

/**
 * Writes a file for its owner's eyes only, given a way to write lines to it; in the place of one that
 * is there, or, with `onlyNew`, throwing where one is. Nothing is left behind when that throws.
 */
export async function writeWhole(
  path: string,
  fill: (write: (text: string) => void) => Promise<void> | void,
  { onlyNew = false } = {},
): Promise<void> {
  const draft = `${path}.${randomUUID().slice(0, 8)}.draft`
  const file = openSync(draft, 'wx', 0o600)
  try {
    try {
      await fill((text) => writeAll(file, Buffer.from(text)))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    // A link is never made over another file.
    if (onlyNew) linkSync(draft, path)
    else renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  if (process.platform !== 'win32') syncDirectory(dirname(path))
}

/** A disk that is nearly full may take a part. */
function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}

function syncDirectory(dir: string): void {
  const opened = openSync(dir, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
