import { afterEach, expect, test, vi } from 'vitest'
import { forget, recall, remember } from '#live/storage.ts'

const isText = (value: unknown): value is string => typeof value === 'string'

interface Store {
  getItem(name: string): string | null
  setItem(name: string, text: string): void
  removeItem(name: string): void
}

const give = (store: Store | (() => never)) =>
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => (typeof store === 'function' ? store() : store),
  })

function storeOf(entries: Record<string, string> = {}): Store & { entries: Map<string, string> } {
  const map = new Map(Object.entries(entries))
  return {
    entries: map,
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, text) => void map.set(name, text),
    removeItem: (name) => void map.delete(name),
  }
}

const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
afterEach(() => {
  if (before) Object.defineProperty(globalThis, 'localStorage', before)
  else Reflect.deleteProperty(globalThis, 'localStorage')
})

test('what is remembered is on the device, under our own name', () => {
  const store = storeOf()
  give(store)
  remember('plain', 'kept')
  expect([...store.entries]).toEqual([['rendezvous:plain', '"kept"']])
  expect(recall('plain', isText)).toBe('kept')
})

test('what an earlier page kept is recalled', () => {
  give(storeOf({ 'rendezvous:earlier': '"from yesterday"' }))
  expect(recall('earlier', isText)).toBe('from yesterday')
})

test('a full disk keeps things in memory', () => {
  give({
    ...storeOf(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  remember('full', 'still here')
  expect(recall('full', isText)).toBe('still here')
})

test('a disk that has become full leaves nothing older behind', () => {
  const store = storeOf({ 'rendezvous:view': '"old"' })
  give({
    ...store,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  remember('view', 'new')
  expect(recall('view', isText)).toBe('new')
  expect(store.entries.size).toBe(0)
})

test('where storing is forbidden altogether, things are kept in memory', () => {
  give(() => {
    throw new DOMException('forbidden', 'SecurityError')
  })
  remember('forbidden', 'still here')
  expect(recall('forbidden', isText)).toBe('still here')
  forget('forbidden')
  expect(recall('forbidden', isText)).toBeNull()
})

test('what was damaged or has another shape is as good as none', () => {
  give(storeOf({ 'rendezvous:damaged': '{"half":', 'rendezvous:odd': '42' }))
  expect(recall('damaged', isText)).toBeNull()
  expect(recall('odd', isText)).toBeNull()
})

test('what is forgotten is forgotten on the device and in memory', () => {
  const store = storeOf()
  give(store)
  remember('gone', 'for now')
  forget('gone')
  expect(store.entries.size).toBe(0)
  expect(recall('gone', isText)).toBeNull()
})

test('that a device keeps nothing is known, until it keeps things again', async () => {
  // What else keeps things here has a memory of its own.
  vi.resetModules()
  const { remember } = await import('#live/storage.ts')
  const { keeping } = await import('#live/keeping.svelte.ts')
  const store = storeOf()
  let isFull = true
  give({
    ...store,
    setItem: (name, text) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError')
      store.setItem(name, text)
    },
  })
  remember('one', 1)
  expect(keeping.fails).toBe(true)
  isFull = false
  remember('one', 1)
  expect(keeping.fails).toBe(false)
})
