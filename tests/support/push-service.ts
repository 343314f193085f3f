// A push service of our own: takes in what servers post, and answers as told.
import { createPublicKey, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: number
}

export interface Proof {
  readonly token: {
    readonly aud: string
    readonly exp: number
    readonly sub: string
    readonly alg: string
  }
  readonly key: string
  /** Whether the signature is that of the key beside it. */
  readonly isSigned: boolean
}

export interface PushService {
  readonly origin: string
  readonly received: Received[]
  /** The status that a path is answered with from now on; 201 before. */
  answer(path: string, status: number, headers?: Record<string, string>): void
  /** Called at each receipt, before it is answered. */
  onreceipt: (received: Received) => unknown
  close(): Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const answers = new Map<string, readonly [number, Record<string, string>]>()
  const service = {
    received: [] as Received[],
    onreceipt: (_: Received): unknown => undefined,
  }
  const server = createServer((request, response) => {
    let bytes = 0
    request.on('data', (chunk: Buffer) => (bytes += chunk.length))
    request.on('end', async () => {
      const { url: path = '', headers } = request
      const received = { path, headers, bytes }
      service.received.push(received)
      await service.onreceipt(received)
      const [status, extra] = answers.get(path) ?? [201, {}]
      response.writeHead(status, extra).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(service, {
    origin,
    answer: (path: string, status: number, headers: Record<string, string> = {}) =>
      void answers.set(path, [status, headers]),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

/** Who signed it, as RFC 8292 says: «vapid t=token, k=public key», the token signed with ES256. */
export function proofIn({ headers }: Received): Proof {
  const authorization = String(headers['authorization'])
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(authorization) ?? []
  const [head = '', body = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)]
  const isSigned =
    point.length === 65 &&
    verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      {
        key: createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }),
        dsaEncoding: 'ieee-p1363',
      },
      Buffer.from(signature, 'base64url'),
    )
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString() || '{}')
  return { key, isSigned, token: { ...read(body), alg: read(head).alg } }
}
