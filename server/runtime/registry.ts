// Every night this server holds: found by id or short code, erased when its time is over.
import type { NightId } from '#night/ids.ts'
import { minutes } from '#night/time.ts'
import { NightRuntime, type Batch, type RuntimeDeps } from './night-runtime.ts'

export interface RegistryListeners {
  readonly batch?: (runtime: NightRuntime, batch: Batch) => void
  readonly erased?: (night: NightId) => void
}

export interface RegistryDeps extends RuntimeDeps {
  /** Whether other processes may hold nights in the same log. */
  readonly isShared: boolean
}

const eraseEvery = minutes(60)

export class Registry {
  readonly #deps: RegistryDeps
  readonly #nights = new Map<NightId, Promise<NightRuntime>>()
  readonly #open = new Map<NightId, NightRuntime>()
  readonly #listeners: RegistryListeners[] = []
  #cancel: () => void = () => {}

  private constructor(deps: RegistryDeps) {
    this.#deps = deps
  }

  /** Opens every night of the log. Throws where one is damaged, and says where. */
  static async open(deps: RegistryDeps): Promise<Registry> {
    const registry = new Registry(deps)
    for (const night of await deps.log.nights()) await registry.#runtimeOf(night)
    await registry.eraseDue()
    registry.#eraseHourly()
    return registry
  }

  listen(listeners: RegistryListeners): void {
    this.#listeners.push(listeners)
  }

  /** The nights that were created, in no order. */
  all(): readonly NightRuntime[] {
    return [...this.#open.values()].filter((runtime) => runtime.night.about !== null)
  }

  /** A night by its id, also one that another process has created since; null when there is none. */
  async find(id: NightId): Promise<NightRuntime | null> {
    const here = this.#open.get(id)
    if (here) return here.night.about ? here : null
    if (!this.#deps.isShared || !(await this.#deps.log.nights()).includes(id)) return null
    return this.#runtimeOf(id)
  }

  /** A night by the short code that people type, upper case. */
  byCode(code: string): NightRuntime | null {
    return this.all().find((runtime) => runtime.night.about?.code === code) ?? null
  }

  /** The night of an id that is to be created. Nobody finds it until it is. */
  toCreate(id: NightId): Promise<NightRuntime> {
    return this.#runtimeOf(id)
  }

  /** Forgets every night whose day of deletion has come. */
  async eraseDue(): Promise<void> {
    const now = this.#deps.clock.now()
    for (const runtime of this.all()) {
      const { about } = runtime.night
      if (about && about.eraseAt <= now) await this.erase(runtime)
    }
  }

  /** Finishes what is queued in every night. */
  async close(): Promise<void> {
    this.#cancel()
    const nights = await Promise.all(this.#nights.values())
    await Promise.all(nights.map((runtime) => runtime.close()))
  }

  #runtimeOf(id: NightId): Promise<NightRuntime> {
    const known = this.#nights.get(id)
    if (known) return known
    const opening = NightRuntime.open(id, this.#deps).then((runtime) => {
      runtime.onBatch((batch) => this.#listeners.forEach((each) => each.batch?.(runtime, batch)))
      this.#open.set(id, runtime)
      return runtime
    })
    opening.catch(() => this.#nights.delete(id))
    this.#nights.set(id, opening)
    return opening
  }

  /** Forgets a night wholly, for everybody. */
  async erase(runtime: NightRuntime): Promise<void> {
    // Once, and out of everybody's sight from here on.
    if (!this.#open.delete(runtime.id)) return
    await runtime.close('wire/night-erased')
    await this.#deps.log.erase(runtime.id)
    this.#nights.delete(runtime.id)
    this.#listeners.forEach((each) => each.erased?.(runtime.id))
  }

  #eraseHourly(): void {
    this.#cancel = this.#deps.clock.after(eraseEvery, () => {
      this.eraseDue().catch(this.#deps.fatal)
      this.#eraseHourly()
    })
  }
}
