// A phone for benches: the socket.io protocol by hand on a bare websocket, so that a client costs the
// same whatever server it talks to, and little. It counts what comes and reads it only when asked to.
import { WebSocket } from 'ws'

export interface PhoneOptions {
  readonly port: number
  /** What is said at the handshake; without it, the websocket is bare. */
  readonly auth?: object
  readonly cookie?: string
}

const isEvent = (data: Buffer): boolean => data[0] === 0x34 && data[1] === 0x32 // «42»
const isAnswer = (data: Buffer): boolean => data[0] === 0x34 && data[1] === 0x33 // «43»
const isPing = (data: Buffer): boolean => data[0] === 0x32 && data.length === 1 // «2»

export class Phone {
  /** Told of every event (bare: every message) the moment it is there. */
  onEvent: (data: Buffer) => void = () => {}
  events = 0
  bytes = 0
  readonly #socket: WebSocket
  readonly #answers = new Map<number, (answer: unknown) => void>()
  #asked = 0

  private constructor({ port, auth, cookie }: PhoneOptions, ready: () => void) {
    const path = auth ? '/socket.io/?EIO=4&transport=websocket' : '/'
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
      ...{ perMessageDeflate: false, skipUTF8Validation: true },
      ...(cookie !== undefined && { headers: { cookie } }),
    })
    this.#socket.on('message', (data: Buffer) => {
      if (!auth || isEvent(data)) this.#take(data, ready)
      else if (isAnswer(data)) this.#answer(data.toString())
      else if (isPing(data)) this.#socket.send('3')
      else if (data[0] === 0x30) this.#socket.send(`40${JSON.stringify(auth)}`)
    })
    if (!auth) this.#socket.on('open', ready)
  }

  /** Resolves with the first thing that the server says; of a bare socket, when it is open. */
  static connect(options: PhoneOptions): Promise<Phone> {
    return new Promise((resolve, reject) => {
      const phone: Phone = new Phone(options, () => resolve(phone))
      phone.#socket.on('error', reject)
    })
  }

  /** Sends a command; resolves with its answer. */
  ask(event: string, message: object): Promise<unknown> {
    const number = this.#asked++
    return new Promise((resolve) => {
      this.#answers.set(number, resolve)
      this.#socket.send(`42${number}${JSON.stringify([event, message])}`)
    })
  }

  /** Says something without the protocol. */
  say(text: string): void {
    this.#socket.send(text)
  }

  close(): void {
    this.#socket.removeAllListeners('error')
    this.#socket.terminate()
  }

  #take(data: Buffer, ready: () => void): void {
    this.events += 1
    this.bytes += data.length
    if (this.events === 1) ready()
    this.onEvent(data)
  }

  #answer(text: string): void {
    const [, number = '', json = ''] = /^43(\d+)(.*)$/s.exec(text) ?? []
    const answered = this.#answers.get(Number(number))
    this.#answers.delete(Number(number))
    answered?.((JSON.parse(json) as unknown[])[0])
  }
}
