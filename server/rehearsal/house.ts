// How a rehearsal gets into a server: over HTTP, with the owner's link, as anybody would.
import { setTimeout as wait } from 'node:timers/promises'
import type { CommandId, NightId } from '#night/ids.ts'
import type { PassRole } from '#night/passes/model.ts'
import type { Held, HoldRequest, Joined, JoinRequest, Linked, NightHash } from '#protocol/http.ts'

const againAfterMs = 150
const attempts = 200

export class House {
  readonly url: string
  readonly #others: readonly string[]
  #handedOut = 0
  readonly #ownerSecret: string
  #ownerCookie = ''

  /** Takes the owner's link: an address with the secret in its fragment. And where else it can be reached. */
  constructor(ownerLink: string, others: readonly string[] = []) {
    const link = new URL(ownerLink)
    this.url = link.origin
    this.#others = others
    this.#ownerSecret = link.hash.slice(1)
  }

  /** Where the next screen connects: each in turn. */
  nextUrl(): string {
    const all = [this.url, ...this.#others]
    return all[this.#handedOut++ % all.length] ?? this.url
  }

  async hold(request: HoldRequest): Promise<Held> {
    this.#ownerCookie = await this.#cookie('/api/owner', { secret: this.#ownerSecret })
    return (await this.#post('/api/nights', request, this.#ownerCookie)).json() as Promise<Held>
  }

  /** Turns a link into the cookie that a screen comes with. */
  enter(night: NightId, role: PassRole, link: string): Promise<string> {
    const secret = new URL(link).hash.slice(1)
    return this.#cookie(`/api/nights/${night}/pass`, { role, secret })
  }

  async link(night: NightId, role: PassRole, id: string, hostCookie: string): Promise<string> {
    const request = { id: id as CommandId, role, label: '' }
    const reply = await this.#post(`/api/nights/${night}/links`, request, hostCookie)
    return ((await reply.json()) as Linked).link
  }

  async join(night: NightId, request: JoinRequest): Promise<Joined> {
    return (await this.#post(`/api/nights/${night}/join`, request)).json() as Promise<Joined>
  }

  /** Where a night that was held from here stands. */
  async state(night: NightId): Promise<NightHash> {
    const path = `/api/nights/${night}/state`
    const reply = await this.#answer(path, { headers: { cookie: this.#ownerCookie } })
    return reply.json() as Promise<NightHash>
  }

  async #cookie(path: string, body: unknown): Promise<string> {
    const reply = await this.#post(path, body)
    const set = reply.headers.getSetCookie()[0]
    if (!set) throw new Error(`expected a cookie from ${path}, found none`)
    return set.split(';')[0] ?? ''
  }

  #post(path: string, body: unknown, cookie = ''): Promise<Response> {
    return this.#answer(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url, cookie },
      body: JSON.stringify(body),
    })
  }

  /** Asks until the server answers: a server that was killed comes back. */
  async #answer(path: string, request: RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const reply = await fetch(this.url + path, request).catch(() => null)
      if (reply?.ok) return reply
      if (reply && reply.status < 500 && reply.status !== 429)
        throw new Error(`${path} was refused: ${reply.status} ${await reply.text()}`)
      if (attempt === attempts) throw new Error(`${path} was not answered in ${attempts} attempts`)
      await wait(againAfterMs)
    }
  }
}
