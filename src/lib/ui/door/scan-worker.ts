// Looks for a QR in pictures, beside the thread that the door's fingers need.
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'

export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: ArrayBuffer
}
/** To the worker: where the decoder lies, once; then picture after picture. */
export type ToScanner = { readonly decoder: string } | Picture
/** From the worker: ready; what a picture holds (null: nothing); or that the decoder did not load. */
export type FromScanner =
  | { readonly kind: 'ready' }
  | { readonly kind: 'seen'; readonly text: string | null }
  | { readonly kind: 'broken' }

const options: ReaderOptions = {
  formats: ['QRCode'],
  maxNumberOfSymbols: 1,
  // Dim, askew, too near, printed white on black: a hall has them all.
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
}

const answer = (message: FromScanner): void => self.postMessage(message)

async function load(decoder: string): Promise<void> {
  try {
    await prepareZXingModule({
      // The library would fetch it from a CDN: this one is our own.
      overrides: { locateFile: () => decoder },
      fireImmediately: true,
    })
    answer({ kind: 'ready' })
  } catch {
    // Said on screen, where the typed code is at hand.
    answer({ kind: 'broken' })
  }
}

async function look({ width, height, pixels }: Picture): Promise<void> {
  try {
    const picture = new ImageData(new Uint8ClampedArray(pixels), width, height)
    const [seen] = await readBarcodes(picture, options)
    answer({ kind: 'seen', text: seen?.isValid ? seen.text : null })
  } catch {
    // One picture it stumbled over: there are ten more every second.
    answer({ kind: 'seen', text: null })
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToScanner>) => {
  void ('decoder' in data ? load(data.decoder) : look(data))
})
