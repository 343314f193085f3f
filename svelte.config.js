import adapter from '@sveltejs/adapter-static'
import { clientVersion } from './scripts/sources.js'

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({
      pages: 'build/client',
      assets: 'build/client',
      fallback: 'shell.html',
      precompress: true,
    }),
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
