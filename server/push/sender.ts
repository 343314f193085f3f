// Sends pushes that say nothing: no payload, the same for everybody, all at once.
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import webpush from 'web-push'

/** The key pair by which a push service knows this server, and an address of whoever runs it. */
export interface Vapid {
  readonly publicKey: string
  readonly privateKey: string
  /** https://… or mailto:…, as RFC 8292 asks for. */
  readonly subject: string
}

/** By endpoint: the status that its service answered; 0 where there was none. */
export type Statuses = ReadonlyMap<string, number>

/** A call to a table is of no use much later. */
const livesForS = 120
const patienceMs = 10_000
const mostAtOnce = 128

const sockets = { keepAlive: true, maxSockets: mostAtOnce, maxTotalSockets: 2 * mostAtOnce }

export class Sender {
  readonly #vapid: Vapid
  readonly #agents = { 'http:': new HttpAgent(sockets), 'https:': new HttpsAgent(sockets) }

  constructor(vapid: Vapid) {
    this.#vapid = vapid
  }

  /** Sends one to each; resolves when all have answered or failed. Never rejects. */
  async send(endpoints: readonly string[]): Promise<Statuses> {
    const proofs = new Map<string, string>()
    const proofFor = (endpoint: string): string => {
      const { origin } = new URL(endpoint)
      const proof = proofs.get(origin) ?? this.#proofFor(origin)
      proofs.set(origin, proof)
      return proof
    }
    const answers = endpoints.map(
      async (endpoint) => [endpoint, await this.#post(endpoint, proofFor(endpoint))] as const,
    )
    return new Map(await Promise.all(answers))
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy()
  }

  /** One signature a service, not one a phone: at that moment the server has walkers to tell. */
  #proofFor(origin: string): string {
    const { subject, publicKey, privateKey } = this.#vapid
    return webpush.getVapidHeaders(origin, subject, publicKey, privateKey, 'aes128gcm')
      .Authorization
  }

  #post(endpoint: string, Authorization: string): Promise<number> {
    // What is empty needs no keys of the phone's.
    const none = { endpoint, keys: { p256dh: '', auth: '' } }
    const { headers, method } = webpush.generateRequestDetails(none, null, {
      // «Topic»: of what waits for a phone without a line, the newest alone is delivered.
      ...{ TTL: livesForS, urgency: 'high', topic: 'now', headers: { Authorization } },
    })
    const { protocol } = new URL(endpoint)
    const isTls = protocol === 'https:'
    const options: RequestOptions = {
      ...{ method, headers: headers as RequestOptions['headers'] },
      agent: this.#agents[isTls ? 'https:' : 'http:'],
      signal: AbortSignal.timeout(patienceMs),
    }
    return new Promise((resolve) => {
      // Node follows no redirect by itself, and nobody here does.
      const post = (isTls ? httpsRequest : httpRequest)(endpoint, options, (response) => {
        response.resume()
        response.on('error', () => undefined)
        resolve(response.statusCode ?? 0)
      })
      post.on('error', () => resolve(0))
      post.end()
    })
  }
}
