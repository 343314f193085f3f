// Asking the server over HTTP. Never throws: offline and a captive portal's page are answers too.
import { answeredBy } from './answered.ts'

export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string }

const patienceMs = 8_000

async function ask<T>(path: string, init: RequestInit): Promise<Reply<T>> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(path, { ...init, redirect: 'manual', signal })
    const who = answeredBy(response)
    if (who !== 'ours')
      return { ok: false, code: who === 'portal' ? 'network/not-ours' : 'network/away' }
    const body = await response.json()
    if (response.ok) return { ok: true, value: body }
    return { ok: false, code: typeof body.code === 'string' ? body.code : 'network/odd-answer' }
  } catch {
    // No line, no answer in time, or no JSON: for whoever asks it is all the same.
    return { ok: false, code: 'network/away' }
  }
}

/** POSTs JSON; resolves with the parsed answer or a code. */
export const post = <T>(path: string, body: unknown): Promise<Reply<T>> =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

export const get = <T>(path: string): Promise<Reply<T>> => ask<T>(path, {})
