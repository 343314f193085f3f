// What a scrape sees: figures of this process. No label ever names a person, a night or an address.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { AudienceKind } from '#night/views/audience.ts'
import type { CommandType } from '#night/night.ts'
import type { Answer } from '#protocol/messages.ts'

/** What is looked at when somebody scrapes. */
export interface Sources {
  readonly nights: () => readonly SeenNight[]
  readonly sockets: () => ReadonlyMap<AudienceKind, number>
  readonly now: () => number
}

interface SeenNight {
  readonly isAway: boolean
  readonly head: { readonly at: number } | null
  readonly night: { readonly program: { readonly phase: string } }
}

const appendBuckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5]
const fanOutBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

export class Metrics {
  readonly registry = new Registry()
  readonly #commands: Counter<'type' | 'outcome'>
  readonly #refusals: Counter<'code'>
  readonly #appends: Histogram<'outcome'>
  readonly #fanOut: Histogram

  constructor() {
    const registers = [this.registry]
    collectDefaultMetrics({ register: this.registry })
    this.#commands = new Counter({
      ...{ name: 'rendezvous_commands_total', help: 'Commands answered', registers },
      labelNames: ['type', 'outcome'],
    })
    this.#refusals = new Counter({
      ...{ name: 'rendezvous_refusals_total', help: 'Commands refused, by reason', registers },
      labelNames: ['code'],
    })
    this.#appends = new Histogram({
      ...{ name: 'rendezvous_append_seconds', help: 'Until an append was durable', registers },
      ...{ labelNames: ['outcome'], buckets: appendBuckets },
    })
    this.#fanOut = new Histogram({
      ...{ name: 'rendezvous_fan_out_seconds', help: 'From durable to written to every socket' },
      ...{ registers, buckets: fanOutBuckets },
    })
  }

  /** Says what gauges are read from. Once. */
  watch({ nights, sockets, now }: Sources): void {
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        ...{ name: `rendezvous_${name}`, help, registers: [this.registry] },
        collect() {
          this.set(read())
        },
      })
    gauge('nights', 'Nights that this process serves', () => nights().length)
    gauge('log_away', 'Whether some night cannot be written now', () =>
      nights().some(({ isAway }) => isAway) ? 1 : 0,
    )
    gauge(
      'log_head_age_seconds',
      'Since the last commit of a night that is open; 0 for none',
      () => {
        const heads = nights().flatMap(({ head, night }) =>
          head && night.program.phase === 'open' ? [head.at] : [],
        )
        return heads.length === 0 ? 0 : Math.max(0, (now() - Math.max(...heads)) / 1000)
      },
    )
    new Gauge({
      ...{
        name: 'rendezvous_sockets',
        help: 'Screens that are connected',
        labelNames: ['audience'],
      },
      registers: [this.registry],
      collect() {
        this.reset()
        for (const [audience, count] of sockets()) this.set({ audience }, count)
      },
    })
  }

  /** `unread` for what was no command. */
  answered(type: CommandType | 'unread', answer: Answer): void {
    const outcome = answer.ok ? (answer.head === null ? 'unchanged' : 'accepted') : 'refused'
    this.#commands.inc({ type, outcome })
    if (!answer.ok) this.#refusals.inc({ code: answer.code })
  }

  appended(outcome: string, seconds: number): void {
    this.#appends.observe({ outcome }, seconds)
  }

  /** Times what is told to screens. */
  fannedOut(tell: () => void): void {
    const end = this.#fanOut.startTimer()
    tell()
    end()
  }
}
