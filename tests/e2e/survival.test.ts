// A server killed without warning, again and again, in the middle of an evening with real sockets:
// the evening finishes, and every command that was answered is still there.
// SURVIVAL_KILLS=50 SURVIVAL_SPEED=60 for the long run.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { root } from '../../scripts/sources.js'
import { Killable } from '../support/killable.ts'

const kills = Number(process.env['SURVIVAL_KILLS'] ?? 5)
const speed = Number(process.env['SURVIVAL_SPEED'] ?? 500)
/** How long the evening is, in seconds of the world. */
const lastsS = (270 * 60) / speed

let data = ''
let server: Killable
let rehearsal: ChildProcess | null = null

test.beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'killed-'))
  server = new Killable(data)
  await server.start()
})
test.afterEach(async () => {
  rehearsal?.kill('SIGKILL')
  await server.kill()
  await rm(data, { recursive: true, force: true })
})

test('an evening outlives a server that is killed at random moments', async () => {
  test.setTimeout((lastsS * 3 + 120) * 1000)
  const child = rehearse(server.host)
  rehearsal = child
  let printed = ''
  child.stdout.on('data', (text: Buffer) => (printed += text))
  const over = once(child, 'exit')

  // Most of what can be lost happens from the doors to the last round: the first 45 %.
  let killed = 0
  for (; killed < kills && child.exitCode === null; killed++) {
    await wait(((lastsS * 1000 * 0.45) / kills) * (0.5 + Math.random()))
    await server.kill()
    await server.start()
  }
  const [code] = await over
  const report = JSON.parse(printed)
  const figure = `killed ${killed} times, ${report.commandsAnswered} commands answered, ${report.commandsLost} lost`
  console.log(figure)
  test.info().annotations.push({ type: 'survival', description: figure })
  expect(report).toMatchObject({ checkedIn: 16, commandsLost: 0 })
  expect(report.commandsAnswered).toBe(report.commandsSent)
  expect(report.rounds).toHaveLength(5)
  expect(killed).toBe(kills)
  expect(code).toBe(0)
})

/** Sixteen simulated people, some late, absent or without a phone, as a process of its own. */
function rehearse(url: string) {
  const people = ['--people', '16', '--late', '0.2', '--absent', '0.15', '--phoneless', '0.1']
  const args = ['rehearse', ...people, '--seed', '5', '--json', '--speed', String(speed)]
  return spawn(process.execPath, ['scripts/run.js', ...args, '--url', url], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RENDEZVOUS_BUILD: 'as-it-is' },
  })
}
