import { createHash } from 'node:crypto'

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
