import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDirectory } from '../../server/log/lock.ts'

let dir: string
let path: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rendezvous-lock-'))
  path = join(dir, 'lock')
})
afterEach(() => rmSync(dir, { recursive: true }))

test('a directory has one holder at a time, and is free when it lets go', () => {
  const unlock = lockDirectory(dir)
  expect(() => lockDirectory(dir)).toThrow(`held by process ${process.pid}`)
  unlock()
  lockDirectory(dir)()
  expect(readdirSync(dir)).toEqual([])
})

test('a directory that is not there is made', () => {
  lockDirectory(join(dir, 'a/b'))()
  expect(readdirSync(join(dir, 'a/b'))).toEqual([])
})

test('a holder whose number now belongs to another process is dead', () => {
  const unlock = lockDirectory(dir)
  const holder = JSON.parse(readFileSync(path, 'utf8')) as { started: string }
  unlock()
  writeFileSync(path, JSON.stringify({ ...holder, started: 'long ago' }))
  lockDirectory(dir)()
})

test('a holder that is no more is dead', () => {
  writeFileSync(path, JSON.stringify({ pid: 4_194_300, started: 'long ago', token: 'x' }))
  lockDirectory(dir)()
})

test('a lock that a power cut left empty is nobody’s', () => {
  writeFileSync(path, '')
  lockDirectory(dir)()
})

test('letting go twice does not take the lock from the next holder', () => {
  const unlock = lockDirectory(dir)
  unlock()
  const next = lockDirectory(dir)
  unlock()
  expect(() => lockDirectory(dir)).toThrow('held by process')
  next()
})
