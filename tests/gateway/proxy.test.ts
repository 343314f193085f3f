// Who asks, behind a proxy and without one. The limit on tried codes tells two addresses apart.
import { afterEach, expect, it } from 'vitest'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
afterEach(() => server.close())

/** What is answered to one who tries codes until stopped; the headers of the n-th try. */
async function tryCodes(headersOf: (n: number) => Record<string, string>): Promise<Set<number>> {
  const answers = new Set<number>()
  for (let n = 0; n < 60; n++) {
    const response = await fetch(`${server.url}/api/codes/X${n}`, { headers: headersOf(n) })
    await response.arrayBuffer()
    answers.add(response.status)
  }
  return answers
}

const forwarded = (...addresses: string[]) => ({ 'x-forwarded-for': addresses.join(', ') })

it('behind a trusted proxy everybody has a limit of their own', async () => {
  server = await startServer({ trustsProxy: true })
  expect(await tryCodes((n) => forwarded(`192.0.2.${n}`))).toEqual(new Set([404]))
})

it('behind a trusted proxy one address is one, and leaves the others alone', async () => {
  server = await startServer({ trustsProxy: true })
  expect(await tryCodes(() => forwarded('192.0.2.1'))).toContain(429)
  const other = await fetch(`${server.url}/api/codes/X`, { headers: forwarded('192.0.2.2') })
  expect(other.status).toBe(404)
})

it('what a phone claims before the proxy’s own entry does not help it', async () => {
  server = await startServer({ trustsProxy: true })
  expect(await tryCodes((n) => forwarded(`192.0.2.${n}`, '198.51.100.1'))).toContain(429)
})

it('words that are no address do not help either', async () => {
  server = await startServer({ trustsProxy: true })
  expect(await tryCodes((n) => forwarded(`192.0.2.1`, `phone-${n}`))).toContain(429)
})

it('without a trusted proxy the header is not looked at', async () => {
  server = await startServer()
  expect(await tryCodes((n) => forwarded(`192.0.2.${n}`))).toContain(429)
})
