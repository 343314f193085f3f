// The camera and the reader behind it. Loaded by the door alone, when the camera is wanted.
import decoderUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import ScanWorker from './scan-worker.ts?worker'
import type { FromScanner, ToScanner } from './scan-worker.ts'

/** Why there is no picture. */
export type CameraTrouble = 'insecure' | 'none' | 'refused' | 'busy' | 'broken'

export interface Scanner {
  /** Turns the phone's light on or off; null where it has none. */
  readonly light: ((on: boolean) => Promise<void>) | null
  stop(): void
}

const everyMs = 100
/** The longer side of what is looked at: enough for a badge at arm's length. */
const longestSide = 960

/** What a refused `getUserMedia` means for somebody at the door. */
export function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return 'busy'
}

/**
 * Shows the camera that looks away from the volunteer in `video` and says every text it reads, over
 * and over while it is in sight. Says what is wrong where it cannot.
 */
export async function startScanner(
  video: HTMLVideoElement,
  on: { readonly text: (text: string) => void; readonly trouble: (why: CameraTrouble) => void },
): Promise<Scanner | CameraTrouble> {
  if (!isSecureContext) return 'insecure'
  // Old browsers lack it, whatever the types say.
  if (!('mediaDevices' in navigator)) return 'none'
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    })
  } catch (error) {
    return troubleOf(error)
  }
  video.srcObject = stream
  // Autoplay may be put off until a tap; the pictures come then.
  await video.play().catch(() => undefined)
  const stopReading = read(video, on)
  const [track] = stream.getVideoTracks()
  track?.addEventListener('ended', () => on.trouble('busy'))
  return {
    light: track && hasLight(track) ? (lit) => light(track, lit) : null,
    stop: () => {
      stopReading()
      for (const each of stream.getTracks()) each.stop()
      video.srcObject = null
    },
  }
}

function read(
  video: HTMLVideoElement,
  on: { readonly text: (text: string) => void; readonly trouble: (why: CameraTrouble) => void },
): () => void {
  const worker = new ScanWorker()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const tell = (message: ToScanner, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer)
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = (): void => {
    timer = setTimeout(look, everyMs)
  }
  const look = (): void => {
    const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight, 1))
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale].map(Math.floor)
    if (!context || !width || !height) return next()
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    context.drawImage(video, 0, 0, width, height)
    const pixels = context.getImageData(0, 0, width, height).data.buffer
    tell({ width, height, pixels }, [pixels])
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromScanner>) => {
    if (data.kind === 'broken') return on.trouble('broken')
    if (data.kind === 'seen' && data.text !== null) on.text(data.text)
    // One picture at a time: a slow phone looks less often, and never falls behind.
    next()
  })
  worker.addEventListener('error', () => on.trouble('broken'))
  tell({ decoder: new URL(decoderUrl, location.href).href })
  return () => {
    clearTimeout(timer)
    worker.terminate()
  }
}

// The light is in no type of the DOM, and only some phones have it.
type Lit = MediaTrackCapabilities & { readonly torch?: boolean }

const hasLight = (track: MediaStreamTrack): boolean =>
  'getCapabilities' in track && (track.getCapabilities() as Lit).torch === true

async function light(track: MediaStreamTrack, torch: boolean): Promise<void> {
  await track.applyConstraints({ advanced: [{ torch } as MediaTrackConstraintSet] })
}
