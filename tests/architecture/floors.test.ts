import { describe, expect, it } from 'vitest'
import { brokenFloors, circles, folderOf, importsOf, sourcesOf } from './graph.ts'

const imports = importsOf(sourcesOf('src', 'server'))

describe('the floors', () => {
  it('reads the imports that are there', () => {
    expect(imports).toContainEqual({
      from: 'src/lib/night/ids.ts',
      name: 'valibot',
      file: null,
      typeOnly: false,
    })
    expect(imports).toContainEqual({
      from: 'server/log/log.ts',
      name: '#night/ids.ts',
      file: 'src/lib/night/ids.ts',
      typeOnly: true,
    })
  })

  it('are imported downwards only', () => {
    expect(brokenFloors(imports)).toEqual([])
  })

  it('have no files that load each other in a circle', () => {
    expect(circles(imports.filter(({ typeOnly }) => !typeOnly))).toEqual([])
  })

  it('have no features whose models lean on each other', () => {
    // Their rules may: decide looks at the whole night.
    const ofModels = imports.filter(({ from }) => /^src\/lib\/night\/.*model\.ts$/.test(from))
    expect(ofModels).not.toEqual([])
    expect(circles(ofModels, folderOf)).toEqual([])
  })

  it('have no parts of the server that import each other', () => {
    const ofTheServer = imports.filter(({ from }) => from.startsWith('server/'))
    expect(circles(ofTheServer, folderOf)).toEqual([])
  })
})

describe('a broken floor is found', () => {
  const broken = (file: string, text: string) => brokenFloors(importsOf(new Map([[file, text]])))

  it.each([
    ['the rules reach for the world', 'src/lib/night/a.ts', `import 'node:fs'`],
    ['the rules know the wire', 'src/lib/night/a.ts', `export * from '#protocol/frame.ts'`],
    ['by a relative path', 'src/lib/night/talks/a.ts', `import a from '../../live/clock.ts'`],
    ['by a type', 'src/lib/protocol/a.ts', `import type { A } from '#live/clock.ts'`],
    ['by a dynamic import', 'src/lib/ui/a.ts', `const a = await import('#live/clock.ts')`],
    ['a component knows the socket', 'src/lib/ui/A.svelte', socketInAComponent()],
    ['a phone imports the server', 'src/routes/+page.ts', `import a from '../../server/passes.ts'`],
    ['the server imports a screen', 'server/gateway/a.ts', `import a from '#ui/tokens.css'`],
    ['the server imports Svelte', 'server/rehearsal/a.ts', `import { tick } from 'svelte'`],
    ['the log knows its writer', 'server/log/a.ts', `import a from '../runtime/registry.ts'`],
    ['the old short name', 'src/routes/+page.ts', `import a from '$lib/live/clock.ts'`],
  ])('%s', (_, file, text) => {
    expect(broken(file, text)).toHaveLength(1)
  })

  it('and what is allowed is not', () => {
    const text = `import * as v from 'valibot'\nimport { a } from './a.ts'\nimport '#night/ids.ts'`
    expect(broken('src/lib/night/talks/b.ts', text)).toEqual([])
    expect(broken('src/lib/live/b.ts', text)).toEqual([])
  })

  it('and so is a circle of features', () => {
    const circle = new Map([
      ['src/lib/night/talks/a.ts', `import '../floor/b.ts'`],
      ['src/lib/night/floor/b.ts', `import '../rounds/c.ts'`],
      ['src/lib/night/rounds/c.ts', `import '#night/talks/a.ts'`],
    ])
    expect(circles(importsOf(circle), folderOf)).toEqual([
      'src/lib/night/talks → src/lib/night/floor → src/lib/night/rounds → src/lib/night/talks',
    ])
    expect(circles(importsOf(circle))).toHaveLength(1)
  })
})

function socketInAComponent(): string {
  return `<p>Hello</p>\n<script lang="ts">\n  import { io } from 'socket.io-client'\n</script>`
}
