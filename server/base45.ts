// Base45 of RFC 9285: bytes as text that a QR holds in its alphanumeric mode.
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Two bytes become three characters, a last single one becomes two. */
export function base45(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 2) {
    const isPair = i + 1 < bytes.length
    let rest = isPair ? (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0) : (bytes[i] ?? 0)
    for (let n = isPair ? 3 : 2; n > 0; n--) {
      out += alphabet[rest % 45] ?? ''
      rest = Math.floor(rest / 45)
    }
  }
  return out
}

/** The bytes of a base45 text, or null when it is none. */
export function fromBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null
  const out: number[] = []
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((c) => alphabet.indexOf(c))
    if (digits.includes(-1)) return null
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (value >= (digits.length === 3 ? 65_536 : 256)) return null
    if (digits.length === 3) out.push(value >> 8)
    out.push(value & 255)
  }
  return Uint8Array.from(out)
}
