import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import ts from 'typescript-eslint'
import { rooms, shortNames } from './scripts/floors.js'
import svelteConfig from './svelte.config.js'

/**
 * The imports of a room as one rule: relative paths, the short names of the rooms below, the packages
 * it may use. Relative paths that climb out of the room are left to tests/architecture.
 * @param {(typeof rooms)[number]} room
 * @returns {import("eslint").Linter.Config}
 */
function floor({ folder, rooms: below, packages }) {
  const allowed = Object.entries(shortNames)
    .filter(([, target]) => [folder, ...below].some((other) => target.startsWith(`${other}/`)))
    .map(([name]) => name)
  const paths = ['\\.\\.?/', ...allowed].join('|')
  return {
    files: [`${folder}/**/*.{ts,svelte}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?!${paths})(?:#|(?!${packages.source.replace(/^\^/, '')}))`,
              message: `Not on this floor: ${folder} may import ${allowed.join(', ')} and few packages (scripts/floors.js).`,
            },
            {
              regex: '^(\\.\\./)+(src|server|tests)/',
              message: 'Use the short names of package.json (#night/…) between floors.',
            },
          ],
        },
      ],
    },
  }
}

const outsideWorld = [
  ...['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'process', 'console'],
  ...['performance', 'crypto', 'window', 'document', 'navigator', 'localStorage'],
]

/** @type {import("eslint").Linter.Config} */
const pureRules = {
  files: ['src/lib/night/**/*.ts', 'src/lib/protocol/**/*.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      ...outsideWorld.map((name) => ({
        name,
        message: 'The rules know no clock, no chance and no world: take it as an argument.',
      })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'The instant is command.at.' },
      { object: 'Math', property: 'random', message: 'Chance comes from a seed: night/random.ts.' },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
        message: 'The instant is command.at.',
      },
    ],
  },
}

export default defineConfig(
  {
    ignores: [
      ...['build/', '.svelte-kit/', 'node_modules/', 'data/', 'docs/', 'static/'],
      ...['test-results/', 'playwright-report/'],
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript knows better.
      'no-undef': 'off',
      eqeqeq: 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    // Rules that need types cost seconds: few, and not inside templates.
    files: [
      'src/**/*.ts',
      'server/**/*.ts',
      'bench/**/*.ts',
      'faults/**/*.ts',
      'tests/**/*.ts',
      '*.config.ts',
    ],
    ignores: ['src/service-worker.ts', 'src/service-worker/**'],
    languageOptions: {
      parser: ts.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  // Later entries win: from the whole house to its rooms.
  ...[...rooms].reverse().map(floor),
  pureRules,
)
