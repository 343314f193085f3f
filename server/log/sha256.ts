import { hash } from 'node:crypto'

/** SHA-256 of a text's UTF-8 bytes, base64url: in one call, which costs a third of three. */
export const sha256 = (text: string): string => hash('sha256', text, 'base64url')
