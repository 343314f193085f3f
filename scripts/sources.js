// What a build is made from, as one hash: a touched file is no change, a restored older one is.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const settings = ['package.json', 'package-lock.json', 'svelte.config.js', 'tsconfig.json']
const ofTheClient = [
  ...['src', 'static', 'vite.config.ts', ...settings],
  ...['ahead', 'chunks', 'precached'].map((script) => `scripts/${script}.js`),
]
const ofEverything = [...ofTheClient, 'server', 'vite.server.config.ts']

/** @param {readonly string[]} paths files and folders, from the project's root */
function hashOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesIn)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * @param {string} path
 * @returns {string[]} the files below, in a fixed order
 */
function filesIn(path) {
  try {
    return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
      .sort()
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'ENOTDIR') return [path]
    if (code === 'ENOENT') return []
    throw error
  }
}

/** Names a version of the screens: phones are offered an update when this changes, and only then. */
export const clientVersion = () => hashOf(ofTheClient)

export const buildVersion = () => hashOf(ofEverything)
