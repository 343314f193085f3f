import { sveltekit } from '@sveltejs/kit/vite'
import { SvelteKitPWA } from '@vite-pwa/sveltekit'
import { defineConfig } from 'vite'
import { gateway } from './scripts/gateway-plugin.js'

export default defineConfig({
  build: {
    rolldownOptions: {
      // What every screen needs in few files: each request costs a phone in a full hall a round trip.
      output: {
        codeSplitting: {
          groups: [
            { name: 'wire', test: /node_modules[\\/](socket\.io|engine\.io|@socket)/ },
            {
              name: 'frame',
              test: /node_modules[\\/](svelte|@sveltejs|esm-env|clsx|devalue)[\\/]/,
            },
            {
              name: 'parts',
              test: /src[\\/]lib[\\/](ui[\\/]\w+\.(svelte|ts)|i18n[\\/]\w+\.|live[\\/](api|storage|identity|device|pass)\.)/,
              minShareCount: 2,
            },
            { name: 'attendee', test: /src[\\/]lib[\\/]ui[\\/]attendee[\\/]/, minShareCount: 3 },
          ],
        },
      },
    },
  },
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
      },
    }),
    gateway(),
  ],
})
