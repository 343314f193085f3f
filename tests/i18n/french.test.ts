// French puts a space before : ; ! ? » and after «, at which no line may break.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const dir = join('src', 'lib', 'i18n', 'fr')

/** The sentences of a file, holes left out. */
function sentencesIn(name: string): string[] {
  const text = readFileSync(join(dir, name), 'utf8')
  const sentences: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) sentences.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true))
  return sentences
}

it.each(readdirSync(dir))('no line of fr/%s breaks before its punctuation', (name) => {
  const sentences = sentencesIn(name)
  expect(sentences.length).toBeGreaterThan(2)
  expect(sentences.filter((text) => / [:;!?»]|« /.test(text))).toEqual([])
})
