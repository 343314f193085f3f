// Whether anybody was told of a commit before it was synced: read from what strace saw of the system
// calls of a server and its store, in the order in which the kernel took and returned them.
import type { CommitId } from '#night/ids.ts'

export interface SyncOrderOptions {
  /** Whether a path is of the file that commits are written to. */
  readonly isStore: (path: string) => boolean
  /** Descriptors of that file on which every write is a sync of its own: LMDB's last word. */
  readonly syncedOn?: ReadonlySet<number>
  /** Commits that were there before anybody looked. */
  readonly before?: ReadonlySet<CommitId>
}

/** written: the kernel has it; synced: it is on the disk; durable: it is found again after a power cut. */
type Stage = 'written' | 'synced' | 'durable'

interface Call {
  readonly name: string
  readonly fd: number
  readonly path: string
  /** The arguments after the first, as strace writes them. */
  readonly text: string
}

const begun = /^(\d+) +[\d.]+ (\w+)\((\d+)<([^>]*)>(.*)$/s
const resumed = /^(\d+) +[\d.]+ <\.\.\. \w+ resumed>.* = (-?\d+)/s
const returned = / = (-?\d+)[^=]*$/
const stored = /\\"id\\":\\"([0-9A-Za-z_-]{22})\\"/g
const told = /\\"head\\":\\"([0-9A-Za-z_-]{22})\\"/g
const answered = /\\"ok\\":true,\\"head\\":\\"[0-9A-Za-z_-]{22}\\"/g
const syncs: ReadonlySet<string> = new Set(['fdatasync', 'fsync', 'msync'])

export class SyncOrder {
  /** Answers that named a commit. */
  answers = 0
  /** How often the store was synced. */
  syncs = 0
  /** Commits that somebody was told of before they were durable. */
  readonly early = new Set<CommitId>()
  readonly #options: SyncOrderOptions
  readonly #stages = new Map<CommitId, Stage>()
  /** By thread: what becomes so when its call returns. */
  readonly #pending = new Map<string, () => void>()

  constructor(options: SyncOrderOptions) {
    this.#options = options
  }

  /** Takes the next line of `strace -f -ttt -y`. */
  take(line: string): void {
    const end = resumed.exec(line)
    if (end) {
      const [, thread = '', result] = end
      if (Number(result) >= 0) this.#pending.get(thread)?.()
      this.#pending.delete(thread)
      return
    }
    const start = begun.exec(line)
    if (!start) return
    const [, thread = '', name = '', fd, path = '', text = ''] = start
    const then = this.#begin({ name, fd: Number(fd), path, text })
    if (!then) return
    if (line.endsWith('<unfinished ...>')) this.#pending.set(thread, then)
    else if (Number(returned.exec(line)?.[1] ?? -1) >= 0) then()
  }

  /** What is so as soon as the call is taken; what it returns is so only once it does. */
  #begin({ name, fd, path, text }: Call): (() => void) | null {
    const { isStore, syncedOn } = this.#options
    if (!isStore(path)) return path.startsWith('socket:') ? this.#tell(text) : null
    const [next, last] = [syncedOn ? 'synced' : 'durable', 'durable'] as const
    if (syncs.has(name)) return this.#promoted('written', next)
    if (syncedOn?.has(fd)) return this.#promoted('synced', last)
    const ids = idsIn(text, stored)
    return () => {
      for (const id of ids) if (!this.#stages.has(id)) this.#stages.set(id, 'written')
    }
  }

  /** Those that are at one stage now are at another when the call returns; what comes after it began is not. */
  #promoted(from: Stage, to: Stage): () => void {
    const ids = [...this.#stages].filter(([, stage]) => stage === from).map(([id]) => id)
    return () => {
      if (from === 'written') this.syncs += 1
      for (const id of ids) this.#stages.set(id, to)
    }
  }

  #tell(text: string): null {
    for (const id of idsIn(text, told)) {
      const isSafe = this.#stages.get(id) === 'durable' || this.#options.before?.has(id)
      if (!isSafe) this.early.add(id)
    }
    this.answers += text.match(answered)?.length ?? 0
    return null
  }
}

const idsIn = (text: string, pattern: RegExp): CommitId[] =>
  Array.from(text.matchAll(pattern), ([, id]) => id as CommitId)
