// Every night this server holds: found by id or short code, erased when its time is over.
import type { NightId } from '#night/ids.ts'
import { minutes } from '#night/time.ts'
import { LogAway } from '../log/log.ts'
import { NightRuntime, type RuntimeDeps, type RuntimeListener } from './night-runtime.ts'

export interface RegistryListener {
  /** Told of every night that is opened; what it returns is told of what happens there. */
  readonly opened?: (runtime: NightRuntime) => RuntimeListener
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
  readonly #listeners: RegistryListener[] = []
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

  /** From now on; nights that are open already are told of at once. */
  listen(listener: RegistryListener): void {
    this.#listeners.push(listener)
    for (const runtime of this.#open.values()) introduce(listener, runtime)
  }

  /** The nights that were created, in no order. */
  all(): readonly NightRuntime[] {
    return [...this.#open.values()].filter((runtime) => runtime.night.about !== null)
  }

  /** Whether some night cannot be written now. */
  get isAway(): boolean {
    return [...this.#open.values()].some((runtime) => runtime.isAway)
  }

  /** A night by its id, also one that another process has created since; null when there is none. */
  async find(id: NightId): Promise<NightRuntime | null> {
    const here = this.#open.get(id)
    if (here) return here.night.about ? here : null
    if (!this.#deps.isShared || !(await this.#deps.log.nights()).includes(id)) return null
    return this.#runtimeOf(id)
  }

  /** An open night by the short code that people type, upper case. */
  byCode(code: string): NightRuntime | null {
    return this.all().find((runtime) => runtime.night.about?.code === code) ?? null
  }

  /** The same, also of one that another process has created since. */
  async findByCode(code: string): Promise<NightRuntime | null> {
    if (!this.byCode(code)) await this.refresh()
    return this.byCode(code)
  }

  /** Opens what other processes have created since. */
  async refresh(): Promise<void> {
    if (!this.#deps.isShared) return
    for (const night of await this.#deps.log.nights()) await this.#runtimeOf(night)
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
      if (about && about.eraseAt <= now && !runtime.isAway) await this.erase(runtime)
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
    const erased = (night: NightId) => this.#erasedElsewhere(night)
    const opening = NightRuntime.open(id, { ...this.#deps, erased }).then((runtime) => {
      for (const listener of this.#listeners) introduce(listener, runtime)
      this.#open.set(id, runtime)
      return runtime
    })
    opening.catch(() => this.#nights.delete(id))
    this.#nights.set(id, opening)
    return opening
  }

  /** Forgets a night wholly, for everybody. */
  async erase(runtime: NightRuntime): Promise<void> {
    await this.#close(runtime, () => this.#deps.log.erase(runtime.id))
  }

  async #close(runtime: NightRuntime, erase: () => Promise<void>): Promise<void> {
    // Once, and out of everybody's sight from here on.
    if (!this.#open.delete(runtime.id)) return
    await runtime.close('wire/night-erased')
    await erase().finally(() => this.#nights.delete(runtime.id))
    this.#listeners.forEach((each) => each.erased?.(runtime.id))
  }

  /** Another process was told to, or it was due there first. */
  #erasedElsewhere(night: NightId): void {
    const runtime = this.#open.get(night)
    if (runtime) this.#close(runtime, () => Promise.resolve()).catch(this.#deps.fatal)
  }

  #eraseHourly(): void {
    this.#cancel = this.#deps.clock.after(eraseEvery, () => {
      this.eraseDue().catch((error: unknown) => {
        // A log that is away is asked again in an hour.
        if (!(error instanceof LogAway)) this.#deps.fatal(error)
      })
      this.#eraseHourly()
    })
  }
}

function introduce(listener: RegistryListener, runtime: NightRuntime): void {
  const told = listener.opened?.(runtime)
  if (told) runtime.listen(told)
}
