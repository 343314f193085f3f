// Who may import whom, once: eslint.config.js says it while typing, tests/architecture proves it.

/**
 * @typedef {object} Room
 * @property {string} folder where it lies, from the project's root
 * @property {readonly string[]} rooms other folders it may import from (itself is always allowed)
 * @property {RegExp} packages bare imports it may use
 */

const anything = /^/
const nothingOfTheScreens =
  /^(?!svelte($|\/)|@sveltejs\/|\$app\/|\$lib|\$env|\$service-worker|@fontsource|workbox-|zxing-wasm)/

/** The most specific folder first: a file belongs to the first room that holds it. */
export const rooms = /** @type {const} @satisfies {readonly Room[]} */ ([
  { folder: 'src/lib/night', rooms: [], packages: /^valibot$/ },
  {
    folder: 'src/lib/protocol',
    rooms: ['src/lib/night'],
    packages: /^(valibot$|@noble\/)/,
  },
  {
    folder: 'src/lib/live',
    rooms: ['src/lib/night', 'src/lib/protocol'],
    packages: /^(valibot|socket\.io-client|workbox-window|svelte($|\/)|\$app\/environment$)/,
  },
  {
    folder: 'src/lib/i18n',
    rooms: ['src/lib/night'],
    packages: /^svelte($|\/)/,
  },
  {
    folder: 'src/lib/ui',
    rooms: ['src/lib/night', 'src/lib/i18n'],
    packages: /^(svelte($|\/)|@fontsource|qrcode$|zxing-wasm\/)/,
  },
  { folder: 'src', rooms: ['src/lib'], packages: anything },
  { folder: 'server/log', rooms: ['src/lib/night'], packages: nothingOfTheScreens },
  {
    folder: 'server/runtime',
    rooms: ['server/log', 'src/lib/night', 'src/lib/protocol'],
    packages: nothingOfTheScreens,
  },
  {
    folder: 'server',
    rooms: ['src/lib/night', 'src/lib/protocol'],
    packages: nothingOfTheScreens,
  },
])

/** The package imports of package.json, as folders. */
export const shortNames = /** @type {const} */ ({
  '#night/': 'src/lib/night/',
  '#protocol/': 'src/lib/protocol/',
  '#live/': 'src/lib/live/',
  '#ui/': 'src/lib/ui/',
  '#i18n/': 'src/lib/i18n/',
})

/** @param {string} file a path from the project's root */
export function roomOf(file) {
  return rooms.find((room) => file.startsWith(`${room.folder}/`))
}
