import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const pair = (args: readonly string[], input = '') =>
  spawnSync(process.execPath, ['scripts/run.js', 'pair', ...args], { input, encoding: 'utf8' })

const three = { people: [{ id: 0 }, { id: 1 }, { id: 2 }], edges: [[0, 1, 4], [1, 2, 5]] } // prettier-ignore

test('an instance in, one line of JSON out: from standard input or a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rendezvous-pair-'))
  const file = join(folder, 'instance.json')
  writeFileSync(file, JSON.stringify(three))
  for (const { status, stdout } of [pair([], JSON.stringify(three)), pair([file])]) {
    expect(status).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(stdout)).toMatchObject({ pairs: [[1, 2]], weight: 5, certificate: true })
  }
  rmSync(folder, { recursive: true })
})

test('a field that is not known is named and left out', () => {
  const { status, stdout, stderr } = pair([], JSON.stringify({ ...three, wieghts: [] }))
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ weight: 5 })
  expect(stderr).toContain('wieghts: not known')
})

test('what is no instance ends with 2 and the name of the field', () => {
  const { status, stdout, stderr } = pair([], JSON.stringify({ ...three, rounds: -1 }))
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('rounds: expected 1 to 50')
  expect(pair([], '{').status).toBe(2)
  expect(pair(['no-such-file.json']).status).toBe(2)
})
