import { validate } from 'dockerfile-utils'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/sources.js'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const text = read('deploy/Dockerfile')

/** One instruction a line, as Docker reads them. */
const lines = text
  .replaceAll(/^\s*#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line !== '')
const all = (instruction: string) =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.split(/\s+/).slice(1))
const fromHere = all('COPY')
  .filter(([first]) => !first?.startsWith('--from='))
  .flatMap((words) => words.slice(0, -1))

it('has nothing that a linter would say', () => {
  // Its severities: 1 is a warning, 2 an error; what it would let pass unasked is asked for.
  const settings = {
    ...{ deprecatedMaintainer: 2, directiveCasing: 2, emptyContinuationLine: 2 },
    ...{ instructionCasing: 2, instructionCmdMultiple: 2, instructionEntrypointMultiple: 2 },
    ...{ instructionHealthcheckMultiple: 2, instructionJSONInSingleQuotes: 2 },
    instructionWorkdirRelative: 2,
  }
  expect(validate(text, settings).map(({ message }) => message)).toEqual([])
})

it('copies what there is', () => {
  expect(fromHere.length).toBeGreaterThan(0)
  expect(fromHere.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

it('is sent what it copies, and nothing else', () => {
  const rules = read('deploy/Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(rules[0]).toBe('*')
  expect(rules.slice(1).sort()).toEqual(fromHere.map((path) => `!${path}`).sort())
})

it('copies everything that a build is made from', () => {
  // As scripts/sources.js has it: a file that is missing here would be missed in the image.
  const needed = ['src', 'static', 'server', 'scripts', 'package.json', 'package-lock.json']
  const types = ['tsconfig.json', 'tsconfig.words.json']
  const settings = ['svelte.config.js', ...types, 'vite.config.ts', 'vite.server.config.ts']
  expect([...fromHere].sort()).toEqual([...needed, ...settings].sort())
})

it('stands on a named version of the Node that the project is made with', () => {
  const [[, tag = ''] = []] = all('ARG').map(([word]) => word?.split('=') ?? [])
  expect(tag).toMatch(new RegExp(`^${read('.nvmrc').trim()}\\.\\d+-`))
  expect(all('FROM').map(([image]) => image)).toEqual(['node:${NODE}', 'node:${NODE}'])
  expect(text).not.toMatch(/latest/)
})

it('runs as nobody in particular, and keeps its data in a volume', () => {
  const [[user] = []] = all('USER')
  expect(user).toMatch(/^(?!root$|0$)/)
  expect(all('VOLUME')).toEqual([['/data']])
  expect(text).toContain('RENDEZVOUS_DATA=/data')
})

it.each(['ENTRYPOINT', 'HEALTHCHECK'])('starts %s without a shell', (instruction) => {
  const [words = []] = all(instruction)
  // What is no JSON would silently be given to a shell, which keeps SIGTERM to itself.
  const command = words.join(' ').replace(/^.*? ?(?=\[)/, '')
  expect(JSON.parse(command)[0]).toBe('node')
})
