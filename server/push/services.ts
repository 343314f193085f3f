// To whom pushes may be sent: the browsers' makers' services and no other machine, whatever a phone
// says its address is. A server that posts where it is told to would be a way into its own network.

/** Chrome and its kin, Firefox, Edge on Windows, Safari. */
export const knownServices: readonly string[] = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.notify.windows.com',
  '*.push.apple.com',
]

const mostLong = 1024

/** A host, or «*.» and one whose subdomains are meant; or an origin, which may then be http. */
export const isService = (text: string): boolean =>
  /^(\*\.)?([0-9a-z-]+\.)+[a-z]+$/.test(text) || (URL.canParse(text) && isOrigin(text))

const isOrigin = (text: string): boolean => {
  const { origin, protocol } = new URL(text)
  return text === origin && /^https?:$/.test(protocol)
}

/** Whether an endpoint lies with one of the services: over TLS, on its usual port, without a password. */
export function isAllowed(endpoint: string, services: readonly string[]): boolean {
  if (endpoint.length > mostLong || !URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username, password, origin } = new URL(endpoint)
  if (username !== '' || password !== '') return false
  const isUsual = protocol === 'https:' && port === ''
  return services.some((service) => {
    if (service.includes('://')) return origin === service
    if (!isUsual) return false
    return service.startsWith('*.') ? hostname.endsWith(service.slice(1)) : hostname === service
  })
}
