// The systemd unit, read by systemd itself where it is on the machine.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/sources.js'

const text = readFileSync(join(root, 'deploy/rendezvous.service'), 'utf8')
const analyze = (...args: string[]) =>
  spawnSync('systemd-analyze', args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
const isHere = analyze('--version').status === 0

/** 0 is shut, 10 is open. */
const mostExposure = 3
const otherVersions = 0.5

let dir: string
let unit: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rendezvous-unit-'))
  unit = join(dir, 'rendezvous.service')
  // Node is somewhere else on other machines, and verify looks whether it is there.
  writeFileSync(unit, text.replace('/usr/bin/node', process.execPath))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe.skipIf(!isHere)('deploy/rendezvous.service, asked of systemd-analyze', () => {
  it('is a unit with nothing to remark on', () => {
    const { status, stdout, stderr } = analyze('verify', unit)
    // It looks at the units beside ours too: theirs are not ours to mend.
    const ours = (stdout + stderr).split('\n').filter((line) => line.includes('rendezvous'))
    expect(ours).toEqual([])
    expect(status).toBe(0)
  })

  it('is as shut as the documentation says', () => {
    const { stdout } = analyze('security', '--offline=true', '--no-pager', unit)
    const [, found] = /Overall exposure level for rendezvous\.service: ([\d.]+)/.exec(stdout) ?? []
    expect(Number(found)).toBeLessThan(mostExposure)
    const documented = readFileSync(join(root, 'docs/deploying.md'), 'utf8')
    const [, told] = /exposure of ([\d.]+) of 10/.exec(documented) ?? []
    expect(Math.abs(Number(found) - Number(told))).toBeLessThanOrEqual(otherVersions)
  })
})

it('leaves V8 its memory that is written and executed', () => {
  expect(text).toMatch(/^MemoryDenyWriteExecute=no$/m)
})

it('starts what is built, without npm', () => {
  expect(text).toMatch(/^ExecStart=\/usr\/bin\/node scripts\/run\.js main$/m)
  expect(text).toContain('RENDEZVOUS_BUILD=as-it-is')
})
