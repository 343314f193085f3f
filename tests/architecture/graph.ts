// Who imports whom, read from the sources themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { roomOf, shortNames } from '../../scripts/floors.js'
import { root } from '../../scripts/sources.js'

/** File contents by path from the project's root. */
export type Sources = ReadonlyMap<string, string>
export type Import = {
  readonly from: string
  readonly name: string
  /** The file it leads to; null for a package. */
  readonly file: string | null
  /** Gone once compiled. */
  readonly typeOnly: boolean
}

export function sourcesOf(...folders: readonly string[]): Sources {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|js|svelte)$/.test(name))
      .map((name) => posix.join(folder, name)),
  )
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

/** Every import, re-export and dynamic import. */
export function importsOf(sources: Sources): readonly Import[] {
  return [...sources].flatMap(([from, text]) => {
    const script = from.endsWith('.svelte') ? scriptsOf(text) : text
    const kept = new Set(namesIn(script.replace(/^\s*(im|ex)port type [^'"]*['"][^'"]*['"]/gm, '')))
    return namesIn(script).map((name) => ({
      from,
      name,
      file: fileBehind(from, name),
      typeOnly: !kept.has(name),
    }))
  })
}

const namesIn = (script: string) =>
  ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName)

function scriptsOf(component: string): string {
  return [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([, script]) => script)
    .join('\n')
}

function fileBehind(from: string, name: string): string | null {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name).replace(/\?.*$/, '')
  for (const [short, folder] of Object.entries(shortNames)) {
    if (name.startsWith(short)) return folder + name.slice(short.length)
  }
  return null
}

/** The imports that break a floor, each as a sentence. */
export function brokenFloors(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, name, file }) => {
    const room = roomOf(from)
    if (!room) return []
    const allowed = file
      ? [room.folder, ...room.rooms].some((folder) => file.startsWith(`${folder}/`))
      : !/^[$]lib/.test(name) && (isTypesOfKit(from, name) || room.packages.test(name))
    return allowed ? [] : [`${from} imports ${name}, which ${room.folder} may not`]
  })
}

/** Routes import their own generated types. */
const isTypesOfKit = (from: string, name: string) =>
  name === './$types' && from.startsWith('src/routes/')

/** The circles in which things import each other, each as `a → b → a`; `partOf` says what a file is part of. */
export function circles(
  imports: readonly Import[],
  partOf = (file: string): string | null => file,
): readonly string[] {
  const below = new Map<string, Set<string>>()
  for (const { from, file } of imports) {
    const [upper, lower] = [partOf(from), file && partOf(file)]
    if (!upper || !lower || upper === lower) continue
    below.set(upper, (below.get(upper) ?? new Set()).add(lower))
  }
  const found: string[] = []
  const done = new Set<string>()
  const walk = (part: string, path: readonly string[]) => {
    const at = path.indexOf(part)
    if (at >= 0) found.push([...path.slice(at), part].join(' → '))
    if (at >= 0 || done.has(part)) return
    for (const next of below.get(part) ?? []) walk(next, [...path, part])
    done.add(part)
  }
  for (const part of below.keys()) walk(part, [])
  return found
}

/** The feature of the rules, or the part of the server, that a file belongs to. */
export function folderOf(file: string): string | null {
  return /^(src\/lib\/night|server)\/[^/]+(?=\/)/.exec(file)?.[0] ?? null
}
