// Reads a QR code off a picture of a screen, as the door's camera would.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// The library would fetch its decoder from a CDN: this is the one that came with it.
const decoder = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
const { buffer } = new Uint8Array(readFileSync(decoder))
prepareZXingModule({ overrides: { wasmBinary: buffer } })

/** The text of the code in a PNG; null where none can be read. */
export async function readQr(png: Uint8Array): Promise<string | null> {
  const [seen] = await readBarcodes(png, { formats: ['QRCode'], maxNumberOfSymbols: 1 })
  return seen?.isValid ? seen.text : null
}
