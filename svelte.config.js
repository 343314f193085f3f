import adapter from '@sveltejs/adapter-static'
import { withAhead } from './scripts/ahead.js'
import { clientVersion } from './scripts/sources.js'

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: withAhead(
      adapter({ pages: 'build/client', assets: 'build/client', fallback: 'shell.html' }),
      { shell: 'build/client/shell.html' },
    ),
    // The first styles are in the shell: it can be read without another round trip.
    inlineStyleThreshold: 24_000,
    paths: { relative: false },
    serviceWorker: { register: false },
    // The same sources give the same build, and no phone is offered an update that changes nothing.
    version: { name: clientVersion() },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'connect-src': ['self', 'ws:', 'wss:'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
      },
    },
  },
}
