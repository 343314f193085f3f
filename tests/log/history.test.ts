import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  canonical,
  parseCommit,
  readCommit,
  storedCommit,
  textOfCommit,
  upcasters,
  verifyId,
  verifyLink,
  verifyPlace,
} from '#night/history.ts'
import type { Commit, StoredEvent, Upcasters } from '#night/history.ts'
import { sha256 } from '../../server/log/sha256.ts'
import { after, chained, commitOf, night } from './commits.ts'

const [one, two, three] = chained(3)
if (!one || !two || !three) throw new Error('expected three commits')

describe('a chain', () => {
  test('counts from one and names the commit before', () => {
    expect([one.number, two.number, three.number]).toEqual([1, 2, 3])
    expect([one.parent, two.parent, three.parent]).toEqual([null, one.id, two.id])
  })

  test('has ids that anybody can compute', () => {
    const { id, ...unsigned } = two
    const hash = createHash('sha256').update(canonical(unsigned)).digest()
    expect(id).toBe(hash.subarray(0, 16).toString('base64url'))
  })

  // The stored format: this id changes only together with `format`.
  test('gives the same id in every release', () => {
    expect(one.id).toBe('krKpeT9Vpdvgo2hCtD9iDw')
  })

  test('verifies link by link', () => {
    expect(() => {
      verifyLink(null, one, sha256)
      verifyLink(one, two, sha256)
      verifyLink(two, three, sha256)
    }).not.toThrow()
  })

  test('notices a commit that is left out, moved or of another night', () => {
    expect(() => verifyLink(one, three, sha256)).toThrow('commit 3: expected number 2')
    expect(() => verifyLink(null, two, sha256)).toThrow('commit 2: expected number 1')
    const rival = after(null, 'rival')
    expect(() => verifyLink(rival, two, sha256)).toThrow(`commit 2: expected parent ${rival.id}`)
    const stray = commitOf(one, 'stray', night('othernight'), [])
    expect(() => verifyLink(one, stray, sha256)).toThrow('expected a commit of night firstnight')
  })

  test('notices a change of any field', () => {
    const changes: Partial<Commit>[] = [
      { night: night('othernight') },
      { number: 3 },
      { parent: three.id },
      { id: one.id },
      { command: three.command },
      { type: 'door/check-out' },
      { by: 'system' },
      { at: one.at + 1 } as Partial<Commit>,
      { events: [] },
      { events: [...two.events, ...two.events] },
    ]
    for (const change of changes) {
      expect(() => verifyId({ ...two, ...change }, sha256), JSON.stringify(change)).toThrow(
        /expected id \S{22} for its content/,
      )
    }
  })

  test('notices one changed character of what is stored, whichever it is', () => {
    const text = textOfCommit(two)
    property(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1 }), (at, other) => {
        const changed = text.slice(0, at) + other + text.slice(at + 1)
        fc.pre(changed !== text && canonicalOf(changed) !== text)
        expect(() => storedCommit(changed, sha256)).toThrow()
      }),
    )
  })
})

describe('parsing', () => {
  test('gives back what was stored', () => {
    expect(parseCommit(JSON.parse(textOfCommit(two)))).toEqual(two)
  })

  test('takes a text that another tool has written anew, by its content', () => {
    const anew = JSON.stringify(Object.fromEntries(Object.entries(two).reverse()), null, 1)
    expect(storedCommit(anew, sha256)).toEqual(two)
  })

  test('says what was expected, and where', () => {
    const wrong: [object, RegExp][] = [
      [{ ...two, format: 2 }, /at format: .*Expected 1/],
      [{ ...two, number: 0 }, /at number: .*Expected >=1/],
      [{ ...two, parent: 'short' }, /at parent: /],
      [{ ...two, by: undefined }, /at by: .*Expected string/],
      [{ ...two, events: [{ kind: 'x' }] }, /at events\.0: .*Expected a type/],
      [{ ...two, extra: 1 }, /at extra: /],
    ]
    for (const [json, message] of wrong) expect(() => parseCommit(json)).toThrow(message)
    expect(() => parseCommit('x')).toThrow(/expected a commit, .* at the top/)
  })

  const table: Upcasters = new Map([
    ['talks/proposed', (event: StoredEvent) => ({ minutes: 15, ...event })],
  ])
  const old = commitOf<StoredEvent>(null, 'old', night('firstnight'), [
    { type: 'talks/proposed' },
    { type: 'toString' },
  ])

  test('reads old events in the shape of today', () => {
    expect(parseCommit(JSON.parse(textOfCommit(old)), table).events).toEqual([
      { type: 'talks/proposed', minutes: 15 },
      { type: 'toString' },
    ])
  })

  test('verifies the shape of then, not that of today', () => {
    const read = readCommit(textOfCommit(old), sha256, (stored) => verifyPlace(null, stored), table)
    expect(read.events[0]).toEqual({ type: 'talks/proposed', minutes: 15 })
    expect(read.id).toBe(old.id)
  })

  test('fills in what an older release did not know, and keeps what a newer one wrote', () => {
    const read = (event: StoredEvent) => upcasters.get(event.type)?.(event)
    const attendee = { name: 'Ada', keepsTable: 4 }
    expect(read({ type: 'door/joined', attendee } as StoredEvent)).toEqual({
      type: 'door/joined',
      attendee: { name: 'Ada', keepsTable: 4, wishes: [] },
    })
  })
})

describe('canonical JSON', () => {
  test('is the same however the keys were put in', () => {
    property(
      fc.property(fc.jsonValue(), (json) => {
        expect(canonical(reversed(json))).toBe(canonical(json))
      }),
    )
  })

  test('loses nothing', () => {
    property(
      fc.property(fc.jsonValue(), (json) => {
        const text = canonical(json)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(json)))
        expect(canonical(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test('sorts keys, leaves out what has no value, puts no space', () => {
    expect(canonical({ b: [1, -0, 'é"'], a: { z: null, y: undefined, A: true } })).toBe(
      '{"a":{"A":true,"z":null},"b":[1,0,"é\\""]}',
    )
  })

  test('refuses what JSON cannot hold', () => {
    for (const bad of [
      NaN,
      Infinity,
      undefined,
      1n,
      new Date(0),
      new Map(),
      [undefined],
      () => 1,
    ]) {
      expect(() => canonical(bad)).toThrow(/expected plain JSON/)
    }
  })
})

/** Runs a property; fast-check names the seed and the path of what fails. */
function property<T>(of: fc.IProperty<T>): void {
  fc.assert(of, { numRuns: 300 })
}

function reversed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(reversed)
  if (typeof json !== 'object' || json === null) return json
  const entries = Object.entries(json).map(([key, value]) => [key, reversed(value)])
  return Object.fromEntries(entries.reverse())
}

function canonicalOf(text: string): string | null {
  try {
    return canonical(JSON.parse(text))
  } catch {
    return null // Not JSON: then it is not the same either.
  }
}
