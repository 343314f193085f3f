// How Chromium is started to be tested and measured: without what it does for itself meanwhile.

/**
 * Off, because each window would open pages of Chromium's own for an address bar that nobody sees:
 * they take more of a small machine than the page under test.
 */
const ofTheWindow = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

/** What Playwright switches off; the last such switch counts alone. */
const asPlaywrightDoes = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...['DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable'],
  ...['LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
]

/** @type {readonly string[]} */
export const chromiumArgs = [
  // Root has no sandbox (containers, CI).
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...['--disable-gpu', '--disable-dev-shm-usage', '--disable-quic'],
  ...['--disable-background-networking', '--disable-component-update'],
  `--disable-features=${[...ofTheWindow, ...asPlaywrightDoes].join(',')}`,
]
