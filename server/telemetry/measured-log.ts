// A log whose appends are timed.
import type { Log } from '../log/log.ts'
import type { Metrics } from './metrics.ts'

/** The same log; what it has beside the port it goes on having. */
export function measuredLog(log: Log, metrics: Metrics): Log {
  const append = log.appendAll.bind(log)
  log.appendAll = async (...asked) => {
    const from = performance.now()
    const tell = (outcome: string) => metrics.appended(outcome, (performance.now() - from) / 1000)
    try {
      const appended = await append(...asked)
      tell(appended.outcome)
      return appended
    } catch (error) {
      tell('unknown')
      throw error
    }
  }
  return log
}
