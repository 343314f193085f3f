import { describe, expect, it } from 'vitest'
import { isAllowed, isService, knownServices } from '../../server/push/services.ts'

describe('an endpoint', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://wns2-par02p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/abc',
  ])('%s is a browser maker’s', (endpoint) => {
    expect(isAllowed(endpoint, knownServices)).toBe(true)
  })

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com@127.0.0.1/fcm',
    'https://user:word@fcm.googleapis.com/fcm',
    'https://fcm.googleapis.com.example.org/fcm',
    'https://evilfcm.googleapis.com/fcm',
    'https://notify.windows.com.example.org/',
    'https://evilpush.apple.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'nonsense',
    `https://fcm.googleapis.com/${'a'.repeat(1024)}`,
  ])('%s is not', (endpoint) => {
    expect(isAllowed(endpoint, knownServices)).toBe(false)
  })

  it('may lie with a service of one’s own, at just its origin', () => {
    const own = ['push.example.org', 'http://127.0.0.1:8080']
    expect(isAllowed('https://push.example.org/abc', own)).toBe(true)
    expect(isAllowed('http://127.0.0.1:8080/abc', own)).toBe(true)
    expect(isAllowed('http://127.0.0.1:8081/abc', own)).toBe(false)
    expect(isAllowed('https://fcm.googleapis.com/abc', own)).toBe(false)
  })

  it.each(['push.example.org', '*.example.org', 'https://push.example.org:8443'])(
    '%s names a service',
    (text) => expect(isService(text)).toBe(true),
  )
  it.each(['*', '*.', 'example', 'ftp://push.example.org', 'https://push.example.org/a', ''])(
    '«%s» does not',
    (text) => expect(isService(text)).toBe(false),
  )
})
