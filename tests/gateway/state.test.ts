import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold } from '#night/night.ts'
import { stateHash } from '#night/state-hash.ts'
import type { NightHash } from '#protocol/http.ts'
import { sha256 } from '../../server/log/sha256.ts'
import { allOf } from '../log/commits.ts'
import { startServer, type TestNight, type TestServer } from '../support/server.ts'

let server: TestServer
let night: TestNight
let owner: string | undefined
beforeAll(async () => {
  server = await startServer({ log: 'lmdb' })
  owner = (await server.ask('/api/owner', { body: { secret: server.ownerSecret } })).cookie
  night = await server.holdNight()
})
afterAll(() => server.close())

const state = (cookie = owner, of: string = night.id) =>
  server.ask(`/api/nights/${of}/state`, { cookie })

describe('where a night stands', () => {
  it('is for the owner alone, and for nights there are', async () => {
    for (const cookie of ['', night.hostCookie])
      expect(await state(cookie)).toMatchObject({ status: 403, body: { code: 'wire/no-pass' } })
    for (const other of ['nonight00000', '..'])
      expect((await state(owner, other)).body).toMatchObject({ ok: false })
  })

  it('is the hash of what the log has up to the head that it names', async () => {
    const before = (await state()).body as NightHash
    const host = await night.host()
    // Asked in the middle of the others: never a head of one batch and a state of another.
    const sent = Array.from({ length: 30 }, (_, i) =>
      host.send({ type: 'screens/message', text: `Message ${i}` }),
    )
    const asked = await Promise.all(Array.from({ length: 10 }, () => state()))
    await Promise.all(sent)
    const commits = await allOf(server.log.read(night.id, null))
    for (const { body } of [...asked, await state()]) {
      const { head, number, hash } = body as NightHash
      const upTo = commits.slice(0, number)
      expect(upTo.at(-1)?.id).toBe(head)
      expect(hash).toBe(stateHash(fold(upTo.flatMap((c) => c.events)), sha256))
    }
    expect(await state()).toMatchObject({ body: { number: commits.length } })
    expect((await state()).body).not.toMatchObject({ hash: before.hash })
  })
})
