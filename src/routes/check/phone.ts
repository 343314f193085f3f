// What this phone can and may, without asking its owner anything.
import type { OfPhone } from '#ui/check/findings.ts'

const soonMs = 15_000

export async function lookAtPhone(): Promise<OfPhone> {
  const [offline, storage, camera, wake, notices] = await Promise.all([
    opensOffline(),
    storageOf(),
    cameraOf(),
    staysLit(),
    noticesOf(),
  ])
  return {
    ...{ offline, storage, camera, wake, notices, secure: isSecureContext },
    https: location.protocol === 'https:',
    vibration: 'vibrate' in navigator,
  }
}

/** On a first visit the screens are still on their way to the device: they are waited for. */
async function opensOffline(): Promise<boolean> {
  if (!isSecureContext || !('serviceWorker' in navigator)) return false
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), soonMs))
  return Promise.race([navigator.serviceWorker.ready.then(() => true), late])
}

async function storageOf(): Promise<OfPhone['storage']> {
  try {
    localStorage.setItem('rendezvous:check', '1')
    localStorage.removeItem('rendezvous:check')
    return (await navigator.storage?.persisted?.()) ? 'lasting' : 'kept'
  } catch {
    return 'none' // Forbidden, or full.
  }
}

async function permissionOf(name: string): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state
  } catch {
    return null // A browser that does not tell: it is found out when asked for.
  }
}

async function cameraOf(): Promise<OfPhone['camera']> {
  if (!isSecureContext) return 'insecure'
  try {
    const devices = await navigator.mediaDevices.enumerateDevices()
    if (!devices.some(({ kind }) => kind === 'videoinput')) return 'none'
  } catch {
    return 'none'
  }
  return (await permissionOf('camera')) === 'denied' ? 'denied' : 'there'
}

async function staysLit(): Promise<boolean> {
  try {
    const lock = await navigator.wakeLock?.request('screen')
    await lock?.release()
    return lock !== undefined
  } catch {
    return false // Low battery, or plain HTTP.
  }
}

async function noticesOf(): Promise<OfPhone['notices']> {
  if (!isSecureContext || !('Notification' in globalThis)) return 'no'
  const { permission } = Notification
  return permission === 'granted' ? 'granted' : permission === 'default' ? 'open' : 'no'
}
