// What staff's screens are made of is not on every phone: a device on which one is open keeps it all,
// so that door, desk and display open again without a network.
export function keepDesk(): void {
  // Plain HTTP: no service worker, nothing is kept.
  if (!('serviceWorker' in navigator)) return
  void navigator.serviceWorker.ready.then(({ active }) =>
    active?.postMessage({ type: 'KEEP_DESK' }),
  )
}
