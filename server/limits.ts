// How much somebody may ask: credits that are spent and come back with time.

export interface Allowance {
  /** How many at once. */
  readonly most: number
  /** How many come back. */
  readonly perSecond: number
}

export class Credits {
  readonly #allowance: Allowance
  #left: number
  #at = performance.now()

  constructor(allowance: Allowance) {
    this.#allowance = allowance
    this.#left = allowance.most
  }

  /** Spends, and says whether there was enough. */
  spend(cost = 1): boolean {
    const now = performance.now()
    const { most, perSecond } = this.#allowance
    this.#left = Math.min(most, this.#left + ((now - this.#at) / 1000) * perSecond)
    this.#at = now
    if (this.#left < cost) return false
    this.#left -= cost
    return true
  }

  get isFull(): boolean {
    return (
      this.#left + ((performance.now() - this.#at) / 1000) * this.#allowance.perSecond >=
      this.#allowance.most
    )
  }
}

const mostAddresses = 10_000

/** Credits for each address. A whole venue is one address: be generous where people are honest. */
export class CreditsByAddress {
  readonly #allowance: Allowance
  readonly #credits = new Map<string, Credits>()

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  spend(address: string, cost = 1): boolean {
    let credits = this.#credits.get(address)
    if (!credits) {
      if (this.#credits.size >= mostAddresses) this.#forgetFull()
      credits = new Credits(this.#allowance)
      this.#credits.set(address, credits)
    }
    return credits.spend(cost)
  }

  /** Who has all their credits back is as good as unknown; under a flood, so is everybody. */
  #forgetFull(): void {
    for (const [address, credits] of this.#credits)
      if (credits.isFull) this.#credits.delete(address)
    if (this.#credits.size >= mostAddresses) this.#credits.clear()
  }
}
