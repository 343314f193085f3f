// Node, but with code compiled as for a browser: Svelte's server build has no effects.
import type { Environment } from 'vitest/runtime'

export default {
  name: 'phone',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => {} }),
} satisfies Environment
