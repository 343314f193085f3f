// Slices as JSON, made once for all who see them.
import type { CommitId } from '#night/ids.ts'
import type { Night } from '#night/night.ts'
import type { AudienceKind } from '#night/views/audience.ts'
import { furtherSlices, publicView, type SliceName, type Slices } from '#night/views/index.ts'

export type SliceTexts = ReadonlyMap<SliceName, string>

export const textsOf = (slices: Slices): SliceTexts =>
  new Map(Object.entries(slices).map(([name, slice]) => [name as SliceName, JSON.stringify(slice)]))

/** The members of a JSON object, without its braces; empty for none. */
export function membersOf(texts: SliceTexts, names: Iterable<SliceName> = texts.keys()): string {
  let members = ''
  for (const name of names) members += `${members && ','}"${name}":${texts.get(name) ?? 'null'}`
  return members
}

/** Two lists of members as one. */
export const bothOf = (some: string, more: string): string =>
  some && more ? `${some},${more}` : some || more

/** What a whole audience sees at one head: the slices, and their texts. */
export interface Shared {
  readonly slices: Slices
  readonly texts: SliceTexts
  /** All of them. */
  readonly members: string
}

const shared = (slices: Slices, texts: SliceTexts): Shared => ({
  ...{ slices, texts },
  members: membersOf(texts),
})

/** The shared slices of one head, made when they are first asked for and once for all. */
export class SharedTexts {
  readonly head: CommitId
  readonly #night: Night
  readonly #made = new Map<AudienceKind, Shared>()
  #public: Shared | null = null

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
    const common = (this.#public ??= ofSlices(publicView(this.#night)))
    const further = furtherSlices(this.#night, kind)
    if (Object.keys(further).length === 0) return common
    return shared({ ...common.slices, ...further }, new Map([...common.texts, ...textsOf(further)]))
  }
}

const ofSlices = (slices: Slices): Shared => shared(slices, textsOf(slices))
