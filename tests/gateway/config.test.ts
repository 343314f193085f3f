import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { knownServices } from '../../server/push/services.ts'

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig([], {})).toMatchObject({
      ok: true,
      config: {
        port: 3000,
        host: '0.0.0.0',
        data: './data',
        keepDays: 7,
        origin: null,
        trustsProxy: false,
      },
    })
  })

  it('takes the command line before the environment, and empty as not set', () => {
    const env = { PORT: '4000', HOST: '', RENDEZVOUS_DATA: '/a', RENDEZVOUS_KEEP_DAYS: '3' }
    const read = readConfig(['--port', '0', '--data=/b', '--json'], env)
    expect(read).toMatchObject({
      config: { port: 0, host: '0.0.0.0', data: '/b', keepDays: 3, json: true },
    })
  })

  it('takes a certificate from the command line or the environment', () => {
    const env = { RENDEZVOUS_CERT: '/a.pem', RENDEZVOUS_KEY: '/a.key', RENDEZVOUS_HTTP_PORT: '80' }
    const tls = { cert: '/a.pem', key: '/a.key' }
    expect(readConfig([], env)).toMatchObject({ config: { tls, httpPort: 80 } })
    const read = readConfig(['--cert', '/b.pem', '--key', '/b.key'], env)
    expect(read).toMatchObject({ config: { tls: { cert: '/b.pem', key: '/b.key' } } })
    expect(readConfig([], {})).toMatchObject({ config: { tls: null } })
  })

  it('calls phones that sleep where that is asked for, through known services or one’s own', () => {
    const origin = 'https://night.example.org'
    expect(readConfig([], { RENDEZVOUS_ORIGIN: origin })).toMatchObject({ config: { push: null } })
    expect(readConfig(['--push'], { RENDEZVOUS_ORIGIN: origin })).toMatchObject({
      config: { push: { origin, services: knownServices } },
    })
    const env = { RENDEZVOUS_ORIGIN: origin, RENDEZVOUS_PUSH: '1' }
    const own = { ...env, RENDEZVOUS_PUSH_SERVICES: 'push.example.org, *.example.net' }
    expect(readConfig([], own)).toMatchObject({
      config: { push: { services: ['push.example.org', '*.example.net'] } },
    })
  })

  it.each([
    [['--port', 'http'], {}, /port is a whole number; found «http»/],
    [['--port', '70000'], {}, /at most 65535/],
    [['--prot', '3000'], {}, /^Options/],
    [['night.md'], {}, /^Options/],
    [[], { RENDEZVOUS_KEEP_DAYS: '0' }, /at least 1/],
    [[], { RENDEZVOUS_ORIGIN: 'night.example.org/' }, /without a path/],
    [[], { RENDEZVOUS_TRUST_PROXY: 'yes' }, /1 or 0/],
    [[], { REDIS_URL: 'localhost' }, /redis:\/\//],
    [['--workers', '0'], { REDIS_URL: 'redis://here' }, /at least 1/],
    [['--workers', '2'], {}, /set REDIS_URL/],
    [['--workers', '2', '--speed', '60'], { REDIS_URL: 'redis://here' }, /leave --workers out/],
    [['--cert', 'fullchain.pem'], {}, /two files/],
    [[], { RENDEZVOUS_KEY: 'privkey.pem' }, /RENDEZVOUS_CERT/],
    [['--http-port', '80'], {}, /give --cert and --key/],
    [[], { RENDEZVOUS_UNSAFE_REDIS: 'yes' }, /0 or 1/],
    [['--push'], {}, /set RENDEZVOUS_ORIGIN/],
    [[], { RENDEZVOUS_PUSH: '1', RENDEZVOUS_ORIGIN: 'http://10.0.0.1' }, /HTTPS alone/],
    [[], { RENDEZVOUS_PUSH: 'yes' }, /1 or 0/],
    [[], { RENDEZVOUS_PUSH_SERVICES: 'push.example.org,*' }, /lists hosts/],
  ])('%j %j is refused in one sentence', (args, env, sentence) => {
    const read = readConfig(args, env)
    expect(read).toMatchObject({ ok: false, sentence: expect.stringMatching(sentence) })
  })
})
