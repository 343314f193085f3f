// GET /api/nights/:night/state: where a night stands, to compare with another store or a replay.
import { stateHash } from '#night/state-hash.ts'
import type { NightHash } from '#protocol/http.ts'
import { sha256 } from '../log/sha256.ts'
import { isOwner, nightOf, type ApiDeps } from './deps.ts'
import { done, refused, type Handler } from './exchange.ts'

export const hashState =
  (deps: ApiDeps): Handler =>
  async (question) => {
    if (!isOwner(deps, question)) return refused('wire/no-pass')
    const runtime = await nightOf(deps, question)
    if (!runtime?.head) return refused('wire/unknown-night')
    const { id: head, number } = runtime.head
    const found: NightHash = { head, number, hash: stateHash(runtime.night, sha256) }
    return done(found)
  }
