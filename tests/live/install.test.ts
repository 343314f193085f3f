import { beforeEach, describe, expect, it } from 'vitest'
import { Install, isByHand } from '#live/install.svelte.ts'
import { forget } from '#live/storage.ts'

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15'
const android =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'
const plain = { userAgent: iPhone, touchPoints: 5, standalone: false, secure: true }

describe('by hand', () => {
  it.each([
    ['Safari on an iPhone', plain, true],
    ['an iPad, which says it is a Mac', { ...plain, userAgent: mac }, true],
    ['a Mac', { ...plain, userAgent: mac, touchPoints: 0 }, false],
    ['Chrome on an iPhone', { ...plain, userAgent: iPhone.replace('Version', 'CriOS') }, false],
    ['Android, which asks', { ...plain, userAgent: android }, false],
    ['plain HTTP', { ...plain, secure: false }, false],
    ['from the home screen', { ...plain, standalone: true }, false],
  ])('%s', (_, device, is) => expect(isByHand(device)).toBe(is))
})

describe('the hint', () => {
  const able = () => Object.assign(new Install(), { way: 'by-hand' })
  beforeEach(() => forget('install-asked'))

  it('waits for a good moment, and for a device that can', () => {
    const install = able()
    install.moment(false)
    expect(install.open).toBe(false)
    install.moment(true)
    expect(install.open).toBe(true)
    const unable = new Install()
    unable.moment(true)
    expect(unable.open).toBe(false)
  })

  it('is shown once: neither after it was closed, nor when its moment passed, nor on a later visit', () => {
    const install = able()
    install.moment(true)
    install.close()
    install.moment(true)
    expect(install.open).toBe(false)

    forget('install-asked')
    const ignored = able()
    ignored.moment(true)
    ignored.moment(false)
    ignored.moment(true)
    expect(ignored.open).toBe(false)

    const later = able()
    later.moment(true)
    expect(later.open).toBe(false)
  })

  it('a device that cannot has not been asked', () => {
    new Install().moment(true)
    const install = able()
    install.moment(true)
    expect(install.open).toBe(true)
  })
})
