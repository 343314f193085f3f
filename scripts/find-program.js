// Browsers, servers and tools that tests need: where they are, or how they get here.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './sources.js'

const macApplications = ['Google Chrome.app/Contents/MacOS/Google Chrome'].concat(
  'Chromium.app/Contents/MacOS/Chromium',
)

const programs = {
  chromium: {
    fromEnvironment: 'CHROMIUM_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    // Playwright's own first: it is the version that Playwright was tried with.
    places: () => [
      chromium.executablePath(),
      ...macApplications.map((path) => join('/Applications', path)),
    ],
    debianPackage: 'chromium',
    install: [
      process.execPath,
      join(root, 'node_modules/playwright/cli.js'),
      'install',
      'chromium',
    ],
    advice:
      'Install Chromium (Debian: sudo apt install chromium; elsewhere: npx playwright install chromium) or set CHROMIUM_PATH.',
  },
  firefox: {
    fromEnvironment: 'FIREFOX_PATH',
    names: ['firefox-esr', 'firefox'],
    places: () => [join('/Applications', 'Firefox.app/Contents/MacOS/firefox')],
    debianPackage: 'firefox-esr',
    install: null,
    advice:
      'Install Firefox (Debian: sudo apt install firefox-esr; macOS: brew install --cask firefox) or set FIREFOX_PATH.',
  },
  'webkit-driver': {
    fromEnvironment: 'WEBKIT_DRIVER_PATH',
    names: ['WebKitWebDriver'],
    places: () => [],
    debianPackage: 'webkit2gtk-driver',
    install: null,
    advice:
      'Install WebKitGTK’s driver (Debian: sudo apt install webkit2gtk-driver) or set WEBKIT_DRIVER_PATH.',
  },
  xvfb: {
    fromEnvironment: 'XVFB_PATH',
    names: ['Xvfb'],
    places: () => [],
    debianPackage: 'xvfb',
    install: null,
    advice: 'Install Xvfb (Debian: sudo apt install xvfb) or set XVFB_PATH.',
  },
  'redis-server': {
    fromEnvironment: 'REDIS_SERVER_PATH',
    names: ['redis-server', 'valkey-server'],
    places: () => ['/opt/homebrew/bin/redis-server', '/usr/local/bin/redis-server'],
    debianPackage: 'redis-server',
    install: null,
    advice:
      'Install redis-server (Debian: sudo apt install redis-server; macOS: brew install redis) or set REDIS_SERVER_PATH.',
  },
  nginx: {
    fromEnvironment: 'NGINX_PATH',
    names: ['nginx'],
    // Not on everybody's path, but runs as anybody.
    places: () => ['/usr/sbin/nginx', '/opt/homebrew/bin/nginx', '/usr/local/bin/nginx'],
    debianPackage: 'nginx-light',
    install: null,
    advice:
      'Install nginx (Debian: sudo apt install nginx-light; macOS: brew install nginx) or set NGINX_PATH.',
  },
  dnsmasq: {
    fromEnvironment: 'DNSMASQ_PATH',
    names: ['dnsmasq'],
    places: () => ['/usr/sbin/dnsmasq', '/opt/homebrew/sbin/dnsmasq', '/usr/local/sbin/dnsmasq'],
    debianPackage: 'dnsmasq-base',
    install: null,
    advice:
      'Install dnsmasq (Debian: sudo apt install dnsmasq-base; macOS: brew install dnsmasq) or set DNSMASQ_PATH.',
  },
  lego: {
    fromEnvironment: 'LEGO_PATH',
    names: ['lego'],
    places: () => [],
    debianPackage: 'lego',
    install: null,
    advice:
      'Install lego (Debian: sudo apt install lego; macOS: brew install lego) or set LEGO_PATH.',
  },
  pebble: {
    fromEnvironment: 'PEBBLE_PATH',
    names: ['pebble'],
    places: () => [],
    debianPackage: 'pebble',
    install: null,
    advice:
      'Install Pebble, an ACME server for tests (Debian: sudo apt install pebble; elsewhere: github.com/letsencrypt/pebble) or set PEBBLE_PATH.',
  },
  'pebble-dns': {
    fromEnvironment: 'PEBBLE_DNS_PATH',
    names: ['pebble-challtestsrv'],
    places: () => [],
    debianPackage: 'pebble',
    install: null,
    advice:
      'Install Pebble’s DNS server (Debian: sudo apt install pebble; elsewhere: github.com/letsencrypt/pebble) or set PEBBLE_DNS_PATH.',
  },
  openssl: {
    fromEnvironment: 'OPENSSL_PATH',
    names: ['openssl'],
    places: () => [],
    debianPackage: 'openssl',
    install: null,
    advice: 'Install openssl (Debian: sudo apt install openssl) or set OPENSSL_PATH.',
  },
}

/** @typedef {keyof typeof programs} ProgramName */

/**
 * @param {ProgramName} name
 * @returns {string | null} the path of the program, if it is on this machine
 */
export function find(name) {
  const { fromEnvironment, names, places } = programs[name]
  const given = process.env[fromEnvironment]
  if (given) return given
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const onPath = names.flatMap((each) => folders.map((folder) => join(folder, each)))
  return [...places(), ...onPath].find(isExecutable) ?? null
}

/**
 * @param {ProgramName} name
 * @returns {string} the path of the program, which is installed first if that takes no password
 * @throws when it cannot be had; the message says what to do
 */
export function findOrInstall(name) {
  install([name])
  const found = find(name)
  if (found) return found
  throw new Error(`No ${name} here, and no way to install it. ${programs[name].advice}`)
}

/**
 * Installs what of these is not here, as far as that takes no password. It takes its time: a test
 * that does so on the way is a worker that says nothing for a minute.
 * @param {readonly ProgramName[]} names all there are, unless told
 */
export function install(names = /** @type {ProgramName[]} */ (Object.keys(programs))) {
  const missing = names.filter((name) => !find(name))
  if (missing.length === 0) return
  process.stderr.write(`installing ${missing.join(', ')}…\n`)
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    const packages = missing.map((name) => programs[name].debianPackage)
    // An outdated list is better than none: what counts is whether the install works.
    run(['apt-get', 'update', '-qq'])
    run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages])
    return
  }
  for (const name of missing) {
    const { install } = programs[name]
    if (install) run(install)
  }
}

/** @param {readonly string[]} command */
function run([program = '', ...args]) {
  // On stderr, so that a caller's stdout stays its own; Debian asks its questions to nobody, and
  // starts no service that it installs.
  spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((at) => isExecutable(join(at, program)))
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // simply not there
  }
}
