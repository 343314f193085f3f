// The lightest screen there is: a websocket that speaks just enough of engine.io 4 and socket.io 5 by
// hand, or nothing at all. The same on both sides of a comparison, so that what it costs cancels out.
import WebSocket from 'ws'

interface Asked {
  readonly resolve: (answer: Buffer) => void
  readonly reject: (error: Error) => void
}

export type Heard = (message: Buffer, at: number) => void

export interface LineOptions {
  readonly url: string
  /** Where the server speaks no protocol: the path to connect to. */
  readonly bare?: string
  readonly auth?: object
  readonly cookie?: string | undefined
  /** Told every event (or bare message), as it came, and when. */
  readonly heard?: Heard
}

const [open, ping, message] = ['0', '2', '4'].map((digit) => digit.charCodeAt(0))
const [connected, event, ack, refused] = ['0', '2', '3', '4'].map((digit) => digit.charCodeAt(0))

export class Line {
  heard: Heard
  readonly #socket: WebSocket
  readonly #options: LineOptions
  readonly #answers = new Map<number, Asked>()
  #asked = 0
  #opened: () => void = () => {}
  #failed: (error: Error) => void = () => {}
  #isClosing = false

  private constructor(options: LineOptions) {
    this.#options = options
    this.heard = options.heard ?? (() => {})
    const { url, bare, cookie } = options
    const at = url.replace('http', 'ws') + (bare ?? '/socket.io/?EIO=4&transport=websocket')
    this.#socket = new WebSocket(at, {
      ...{ perMessageDeflate: false, skipUTF8Validation: true },
      ...(cookie !== undefined && { headers: { cookie } }),
    })
    this.#socket.on('message', (data: Buffer) => this.#take(data))
    this.#socket.on('error', (error) => this.#failed(error))
    this.#socket.on('close', () => this.#lost())
    if (bare !== undefined) this.#socket.on('open', () => this.#opened())
  }

  /** Resolves when the other side has let it in. */
  static open(options: LineOptions): Promise<Line> {
    const line = new Line(options)
    return new Promise((resolve, reject) => {
      line.#opened = () => resolve(line)
      line.#failed = reject
    })
  }

  /** Sends a command, or something else; resolves with its answer as it came, when it came. */
  ask(body: object, event: 'command' | 'ping' = 'command'): Promise<Buffer> {
    const id = this.#asked++
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject })
      this.#socket.send(`42${id}["${event}",${JSON.stringify(body)}]`)
    })
  }

  say(text: string): void {
    this.#socket.send(text)
  }

  close(): Promise<void> {
    const { promise, resolve } = latch()
    this.#isClosing = true
    if (this.#socket.readyState === WebSocket.CLOSED) resolve()
    this.#socket.once('close', resolve)
    this.#socket.terminate()
    return promise
  }

  #lost(): void {
    const error = new Error('the line was lost')
    this.#failed(error)
    if (this.#isClosing) return
    for (const { reject } of this.#answers.values()) reject(error)
    this.#answers.clear()
  }

  #take(data: Buffer): void {
    const at = performance.now()
    if (this.#options.bare !== undefined) return this.heard(data, at)
    if (data[0] === ping) return this.#socket.send('3')
    if (data[0] === open) return this.#socket.send(`40${JSON.stringify(this.#options.auth ?? {})}`)
    if (data[0] !== message) return
    if (data[1] === event) return this.heard(data, at)
    if (data[1] === ack) return this.#answered(data)
    if (data[1] === connected) return this.#opened()
    if (data[1] === refused) this.#failed(new Error(`refused: ${data.toString()}`))
  }

  #answered(data: Buffer): void {
    const id = Number(data.toString('latin1', 2, data.indexOf('[')))
    this.#answers.get(id)?.resolve(data)
    this.#answers.delete(id)
  }
}

/** The one argument of an event or an answer. */
export function bodyOf<T>(message: Buffer): T {
  const args = JSON.parse(message.toString('utf8', message.indexOf('['))) as unknown[]
  return args.at(-1) as T
}

export function latch(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((resolved) => (resolve = resolved))
  return { promise, resolve }
}
