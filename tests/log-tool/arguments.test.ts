import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tool } from './stores.ts'

const none = join(tmpdir(), 'rendezvous-no-such-data')

it.each([
  [[], 'Say what to do: verify, dump'],
  [['mend'], 'There is no «mend»: verify, dump'],
  [['verify', 'NIGHT!'], '«NIGHT!» is no night’s id: verify lists them.'],
  [['verify', 'night0000001', 'night0000002'], 'Nothing is known to do with «night0000002»'],
  [['verify', '--loud'], 'Unknown option '],
  [['verify', '--redis', 'localhost:6379'], 'The Redis is like redis://127.0.0.1:6379'],
  [['dump'], 'Say which night: dump NIGHT'],
  [['backup'], 'Say which file: backup FILE.'],
  [['restore'], 'Say which file: restore FILE.'],
  [['verify', '--data', none], `There is no log in ${none}/log: give the server’s data directory`],
  [['restore', 'no-such-file', '--data', none], 'cannot be read: give a file that backup made.'],
])('%j ends with 2 and one sentence that says what to do', async (args, sentence) => {
  const { code, lines, complaints } = await tool(args)
  expect({ code, lines }).toEqual({ code: 2, lines: [] })
  expect(complaints).toEqual([expect.stringContaining(sentence)])
  expect(existsSync(none)).toBe(false)
})

it('takes the store from the environment where no option says otherwise', async () => {
  const [byData, byRedis] = await Promise.all([
    tool(['verify'], { RENDEZVOUS_DATA: none }),
    tool(['verify', '--data', none], { REDIS_URL: 'redis://127.0.0.1:1' }),
  ])
  expect(byData.complaints[0]).toContain(none)
  expect(byRedis).toMatchObject({ code: 1, complaints: [expect.stringContaining('a Redis at redis://127.0.0.1:1')] }) // prettier-ignore
})

it('says what there is, and how secret a backup is', async () => {
  const { code, lines } = await tool(['--help'])
  expect(code).toBe(0)
  for (const word of ['verify', 'dump', 'hash', 'backup', 'restore', 'secret'])
    expect(lines[0]).toContain(word)
})
