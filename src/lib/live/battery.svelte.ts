// Whether what is left in the battery should rather be kept for the way home.
interface BatteryManager extends EventTarget {
  readonly level: number
  readonly charging: boolean
}

const lowLevel = 0.15

export class Battery {
  /** At most 15 %, and not charging. Never, where the browser does not say. */
  low = $state.raw(false)

  #manager: BatteryManager | null = null

  async watch(): Promise<void> {
    const ask = (navigator as { getBattery?: () => Promise<BatteryManager> }).getBattery
    if (!ask) return
    try {
      this.#manager = await ask.call(navigator)
    } catch {
      // Forbidden here: as if it were full.
      return
    }
    for (const change of ['levelchange', 'chargingchange'])
      this.#manager.addEventListener(change, this.#look)
    this.#look()
  }

  stop(): void {
    for (const change of ['levelchange', 'chargingchange'])
      this.#manager?.removeEventListener(change, this.#look)
  }

  #look = (): void => {
    const { level, charging } = this.#manager ?? { level: 1, charging: true }
    this.low = level <= lowLevel && !charging
  }
}
