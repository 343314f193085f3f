import { sveltekit } from '@sveltejs/kit/vite'
import { SvelteKitPWA } from '@vite-pwa/sveltekit'
import { defineConfig } from 'vite'
import { codeSplitting } from './scripts/chunks.js'
import { gateway } from './scripts/gateway-plugin.js'
import { precached } from './scripts/precached.js'

export default defineConfig({
  build: { rolldownOptions: { output: { codeSplitting } } },
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      // static/manifest.webmanifest is written by hand.
      manifest: false,
      kit: { adapterFallback: 'shell.html', spa: { fallbackMapping: '/shell.html' } },
      injectManifest: {
        // No wasm: a megabyte that only the door needs, kept on first use (src/service-worker.ts).
        globPatterns: ['client/**/*.{js,css,woff2,svg,webmanifest}'],
        globIgnores: ['server/**', 'prerendered/**', 'client/service-worker.js'],
        manifestTransforms: [precached],
      },
    }),
    gateway(),
  ],
})
