// The planted faults still fit the sources: `npm run faults -- planted` is long, and mutants rot quietly.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planted } from '../../faults/planted/index.ts'
import { isScenario } from '../../faults/scenarios/index.ts'

const timesIn = (text: string, find: string): number => text.split(find).length - 1

describe.each(planted)('the planted fault «$name»', ({ replacements, scenario }) => {
  it('has its place, once, in sources that are there', () => {
    expect(isScenario(scenario)).toBe(true)
    let texts = new Map<string, string>()
    for (const { file, find, replace } of replacements) {
      const text = texts.get(file) ?? readFileSync(file, 'utf8')
      expect(timesIn(text, find), `${file}: ${find}`).toBe(1)
      texts = new Map(texts).set(
        file,
        text.replace(find, () => replace),
      )
    }
  })
})
