// A fault planted in the sources on the way into a build.
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { Violation } from '../checker/transcript.ts'
import { root } from '../rig/root.ts'
import type { ScenarioName } from '../scenarios/index.ts'

interface Replacement {
  /** From the project's root. */
  readonly file: string
  /** Must be there exactly once: a mutant that rots must not pass for one that is found. */
  readonly find: string
  readonly replace: string
}

export interface Planted {
  readonly name: string
  /** For people: what the server does wrong. */
  readonly fault: string
  readonly replacements: readonly Replacement[]
  /** Which scenario must find it, and by which promise. */
  readonly scenario: ScenarioName
  readonly expected: Violation['code']
}

/** Replaces in the sources; the build fails where a text is not there exactly once. */
export function planting({ name, replacements }: Planted): Plugin {
  const done = new Set<Replacement>()
  return {
    name: `planted-${name}`,
    enforce: 'pre',
    transform(code, id) {
      const here = replacements.filter(({ file }) => id === join(root, file))
      if (here.length === 0) return null
      let changed = code
      for (const replacement of here) {
        const { file, find, replace } = replacement
        const [before, after, ...more] = changed.split(find)
        if (before === undefined || after === undefined || more.length > 0)
          throw new Error(`${name}: expected exactly once in ${file}: ${find}`)
        changed = before + replace + after
        done.add(replacement)
      }
      return { code: changed, map: null }
    },
    buildEnd(error) {
      const missed = replacements.find((each) => !done.has(each))
      if (!error && missed) throw new Error(`${name}: ${missed.file} is not part of the server`)
    },
  }
}
