// Slices as JSON, made once for all who see them, and not before they are asked for.
import type { CommitId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import type { AudienceKind } from '#night/views/audience.ts'
import {
  furtherSlices,
  publicView,
  type SliceMakers,
  type SliceName,
  type Slices,
} from '#night/views/index.ts'

export type SliceTexts = ReadonlyMap<SliceName, string>

export const textsOf = (slices: Slices): SliceTexts =>
  new Map(Object.entries(slices).map(([name, slice]) => [name as SliceName, JSON.stringify(slice)]))

/** The members of a JSON object, without its braces; empty for none. */
export function membersOf(texts: Iterable<readonly [SliceName, string]>): string {
  let members = ''
  for (const [name, text] of texts) members += `${members && ','}"${name}":${text}`
  return members
}

/** Two lists of members as one. */
export const bothOf = (some: string, more: string): string =>
  some && more ? `${some},${more}` : some || more

/** What a whole audience sees at one head. */
export class Shared {
  readonly names: readonly SliceName[]
  readonly slices: Slices
  readonly #common: SliceTexts
  readonly #further: SliceMakers
  readonly #made = new Map<SliceName, string>()
  #members: string | null = null

  /** The public slices with their texts, and what the audience sees beyond. */
  constructor(slices: Slices, common: SliceTexts, further: SliceMakers) {
    this.slices = slices
    this.#common = common
    this.#further = further
    this.names = [...common.keys(), ...(Object.keys(further) as SliceName[])]
  }

  textOf(name: SliceName): string {
    const text = this.#common.get(name) ?? this.#made.get(name) ?? this.#make(name)
    this.#made.set(name, text)
    return text
  }

  /** All of them, as members of a JSON object. */
  get members(): string {
    return (this.#members ??= membersOf(this.names.map((name) => [name, this.textOf(name)])))
  }

  #make(name: SliceName): string {
    const makers: Partial<Record<SliceName, () => unknown>> = this.#further
    return JSON.stringify(makers[name]?.() ?? null)
  }
}

/** The shared slices of one head, made when they are first asked for and once for all. */
export class SharedTexts {
  readonly head: CommitId
  readonly #night: Night
  readonly #made = new Map<AudienceKind, Shared>()
  #public: { readonly slices: Slices; readonly texts: SliceTexts } | null = null

  constructor(night: Night, head: CommitId) {
    this.#night = night
    this.head = head
  }

  of(kind: AudienceKind): Shared {
    const made = this.#made.get(kind) ?? this.#make(kind)
    this.#made.set(kind, made)
    return made
  }

  #make(kind: AudienceKind): Shared {
    this.#public ??= withTexts(publicView(this.#night))
    const { slices, texts } = this.#public
    return new Shared(slices, texts, furtherSlices(this.#night, kind))
  }
}

const withTexts = (slices: Slices) => ({ slices, texts: textsOf(slices) })
