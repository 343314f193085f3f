// Where the time of a command goes inside the product, seen from outside: nothing in it is changed.
import type { Log } from '../../../server/log/log.ts'
import { NightRuntime } from '../../../server/runtime/night-runtime.ts'
import type { Registry } from '../../../server/runtime/registry.ts'

/** Instants of the last command that was recorded, in ms of this process; 0 for what was not seen. */
export interface Marks {
  asked: number
  appending: number
  durable: number
  /** Views made, encoded and written to every socket. */
  told: number
}

const marks: Marks = { asked: 0, appending: 0, durable: 0, told: 0 }

/** What the last command took, part by part, in ms. */
export const division = (): Division => ({
  decide: marks.appending - marks.asked,
  append: marks.durable - marks.appending,
  tell: marks.told - marks.durable,
})
export interface Division {
  readonly decide: number
  readonly append: number
  /** Views, encoding and writing. */
  readonly tell: number
}

/** Notes when commands come in. */
export function markAsked(): void {
  const submit = Reflect.get(NightRuntime.prototype, 'submit') as NightRuntime['submit']
  NightRuntime.prototype.submit = function (order) {
    marks.asked = performance.now()
    return submit.call(this, order)
  }
}

/** The log, with its appends noted. */
export function marked(log: Log): Log {
  const append = log.appendAll.bind(log)
  log.appendAll = async (...asked) => {
    marks.appending = performance.now()
    const outcome = await append(...asked)
    marks.durable = performance.now()
    return outcome
  }
  return log
}

/** Last of the listeners: the gateway has told everybody when it is called. */
export const markTold = (registry: Registry): void =>
  registry.listen({ opened: () => ({ batch: () => (marks.told = performance.now()) }) })
