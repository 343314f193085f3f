import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { findOrInstall } from '../../scripts/find-program.js'
import { root } from '../../scripts/sources.js'
import { openRedisLog } from '../../server/log/redis.ts'
import { freePort } from '../support/redis.ts'

const text = readFileSync(join(root, 'deploy/redis.conf'), 'utf8')

/** What a log says to a Redis of this configuration, whose port and folder are the test's own. */
async function opened(configuration: string): Promise<'opened' | Error> {
  const dir = mkdtempSync(join(tmpdir(), 'rendezvous-redis-conf-'))
  const port = await freePort()
  const file = join(dir, 'redis.conf')
  const own = configuration.replace('port 6379', `port ${port}`).replace('/var/lib/redis', dir)
  writeFileSync(file, own)
  const redis = spawn(findOrInstall('redis-server'), [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = () => redis.kill('SIGKILL')
  process.once('exit', end)
  try {
    for await (const line of createInterface({ input: redis.stdout }))
      if (line.includes('Ready to accept connections')) break
    const log = await openRedisLog({ url: `redis://127.0.0.1:${port}` })
    await log.close()
    return 'opened'
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    end()
    if (redis.exitCode === null && redis.signalCode === null) await once(redis, 'exit')
    process.removeListener('exit', end)
    rmSync(dir, { recursive: true, force: true })
  }
}

it('deploy/redis.conf is a Redis that the log trusts', async () => {
  expect(await opened(text)).toBe('opened')
})

it.each(['appendonly yes', 'appendfsync always'])('and is none without «%s»', async (line) => {
  expect(text).toContain(line)
  expect(await opened(text.replace(line, ''))).toMatchObject({
    message: expect.stringContaining(line),
  })
})
