// A Chromium that is spoken to by its own protocol and nothing else. Playwright tells every page that
// it has the focus, and such a page is never frozen; a phone's is, in every pocket.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'
import { chromiumArgs } from '../../scripts/chromium.js'
import { findOrInstall } from '../../scripts/find-program.js'

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}
type Send = (method: string, params?: object, session?: string) => Promise<unknown>

export class Chrome {
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  #asked = 0

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process
    this.#profile = profile
    this.#socket = socket
    socket.on('message', (text: Buffer) => {
      const reply = JSON.parse(text.toString()) as Reply
      this.#waiting.get(reply.id ?? 0)?.(reply)
      this.#waiting.delete(reply.id ?? 0)
    })
  }

  static async open(): Promise<Chrome> {
    const profile = mkdtempSync(join(tmpdir(), 'rendezvous-chrome-'))
    const args = [
      ...[...chromiumArgs, '--headless=new', '--no-first-run', '--lang=en-GB'],
      ...['--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    ]
    const child = spawn(findOrInstall('chromium'), args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      // With a group of its own, so that its children end with it.
      detached: true,
    })
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.once('exit', () => reject(new Error(`expected Chromium to start: ${said}`)))
      child.stderr.on('data', (text: Buffer) => {
        said += text.toString()
        const found = /ws:\/\/\S+/.exec(said)
        if (found) resolve(found[0])
      })
    })
    const socket = new WebSocket(address)
    await once(socket, 'open')
    return new Chrome(child, profile, socket)
  }

  readonly #send: Send = async (method, params = {}, sessionId) => {
    const id = ++this.#asked
    const reply = await new Promise<Reply>((resolve) => {
      this.#waiting.set(id, resolve)
      this.#socket.send(
        JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }),
      )
    })
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`)
    return reply.result
  }

  /** A phone of its own, with a store of its own; `before` runs in it ahead of every page. */
  async phone(before = ''): Promise<Tab> {
    const { browserContextId } = (await this.#send('Target.createBrowserContext')) as {
      browserContextId: string
    }
    return this.tab(browserContextId, before)
  }

  /** One more tab of a phone. */
  async tab(browserContextId: string, before = ''): Promise<Tab> {
    const target = { url: 'about:blank', browserContextId, newWindow: true }
    const { targetId } = (await this.#send('Target.createTarget', target)) as { targetId: string }
    const { sessionId } = (await this.#send('Target.attachToTarget', {
      ...{ targetId, flatten: true },
    })) as { sessionId: string }
    const send = (method: string, params: object = {}) => this.#send(method, params, sessionId)
    await send('Page.enable')
    const screen = { width: 390, height: 844, deviceScaleFactor: 1, mobile: true }
    await send('Emulation.setDeviceMetricsOverride', screen)
    if (before) await send('Page.addScriptToEvaluateOnNewDocument', { source: before })
    return new Tab(browserContextId, send)
  }

  async close(): Promise<void> {
    const gone = once(this.#process, 'exit')
    if (this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL')
    await gone
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

const patienceMs = 60_000

export class Tab {
  readonly phone: string
  readonly #send: (method: string, params?: object) => Promise<unknown>

  constructor(phone: string, send: (method: string, params?: object) => Promise<unknown>) {
    this.phone = phone
    this.#send = send
  }

  async goto(url: string): Promise<void> {
    await this.#send('Page.navigate', { url })
    await this.until('document.readyState === "complete"')
  }

  /** The value of an expression in the page, waited for where it is promised. */
  async eval<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.#send('Runtime.evaluate', {
      ...{ expression, returnByValue: true, awaitPromise: true },
    })) as { result: { value: T }; exceptionDetails?: { text: string } }
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`)
    return result.value
  }

  async until(expression: string): Promise<void> {
    const giveUpAt = Date.now() + patienceMs
    for (;;) {
      // A page that is on its way to another has no answer yet.
      if (await this.eval<unknown>(expression).catch(() => false)) return
      if (Date.now() > giveUpAt) throw new Error(`never true: ${expression}\n${await this.text()}`)
      await wait(50)
    }
  }

  text = (): Promise<string> => this.eval<string>('document.body?.innerText ?? ""')

  /** Until the page says something. */
  says = (text: string): Promise<void> =>
    this.until(`document.body.innerText.includes(${JSON.stringify(text)})`)

  async press(label: string): Promise<void> {
    const button = `[...document.querySelectorAll('button,a')].find((b) => b.innerText.trim() === ${JSON.stringify(label)})`
    await this.until(`Boolean(${button})`)
    await this.eval(`${button}.click()`)
  }

  /** In a pocket, as a phone does it after a while: hidden, and not a single timer runs. */
  async freeze(): Promise<void> {
    await this.#send('Emulation.setFocusEmulationEnabled', { enabled: false })
    await this.#send('Page.setWebLifecycleState', { state: 'frozen' })
  }

  /** Unlocked: running again, and looked at. */
  async thaw(): Promise<void> {
    await this.#send('Page.setWebLifecycleState', { state: 'active' })
    await this.#send('Emulation.setFocusEmulationEnabled', { enabled: true })
  }

  async picture(): Promise<Buffer> {
    const { data } = (await this.#send('Page.captureScreenshot')) as { data: string }
    return Buffer.from(data, 'base64')
  }

  async close(): Promise<void> {
    await this.#send('Page.close')
  }
}
