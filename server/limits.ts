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
const mostFoundThere = 20

/** Credits for each address. A whole venue is one address: be generous where people are honest. */
export class CreditsByAddress {
  readonly #allowance: Allowance
  readonly #credits = new Map<string, Credits>()

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  spend(address: string, cost = 1): boolean {
    const network = networkOf(address)
    let credits = this.#credits.get(network)
    if (!credits) {
      if (this.#credits.size >= mostAddresses) this.#forgetFull()
      credits = new Credits(this.#allowance)
      this.#credits.set(network, credits)
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

/** What was found from an address: the newest few, of the newest addresses. */
export class KnownThere {
  readonly #found = new Map<string, readonly string[]>()

  has(address: string, what: string): boolean {
    return this.#found.get(networkOf(address))?.includes(what) ?? false
  }

  add(address: string, what: string): void {
    const network = networkOf(address)
    const before = this.#found.get(network) ?? []
    // Anew, so that the oldest address comes first.
    this.#found.delete(network)
    this.#found.set(network, [...before, what].slice(-mostFoundThere))
    const [oldest] = this.#found.keys()
    if (this.#found.size > mostAddresses && oldest !== undefined) this.#found.delete(oldest)
  }
}

/** An IPv4 address as it is; of IPv6 the first 64 bits: whoever has one address there has them all. */
function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [first, last] = [groups(head), groups(tail ?? '')]
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  const all = [...first, ...(tail === undefined ? [] : zeros), ...last]
  return all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}
