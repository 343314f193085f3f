// What the container asks itself, asked of a real server.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/sources.js'
import { startServer } from '../support/server.ts'

const [, json = ''] =
  /HEALTHCHECK[^[]*(\[.*\])$/m.exec(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')) ?? []

async function exitOf(port: string): Promise<number> {
  const [, ...args] = JSON.parse(json) as string[]
  const child = spawn(process.execPath, args, { env: { ...process.env, PORT: port } })
  const [code] = await once(child, 'exit')
  return code
}

it('the container’s question is answered with 0 by a server, and with 1 by none', async () => {
  const server = await startServer()
  const { port } = new URL(server.url)
  expect(await exitOf(port)).toBe(0)
  await server.close()
  expect(await exitOf(port)).toBe(1)
})
