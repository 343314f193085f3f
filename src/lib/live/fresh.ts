// Names that nobody else has.

/** 128 bits of chance, also where plain HTTP on a venue's LAN has no randomUUID. */
export function freshName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return crypto.randomUUID?.() ?? [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
}
