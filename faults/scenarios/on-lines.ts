// What can befall the line between phones and one of three processes.
import { setTimeout as wait } from 'node:timers/promises'
import { Line } from '../rig/line.ts'
import { Stage } from '../rig/stage.ts'
import type { Scenario } from './scenario.ts'

const onLine =
  (befall: (line: Line) => void, happened: string): Scenario =>
  async ({ program, phones }) => {
    const lines: Line[] = []
    const wayTo = async (url: string) => {
      const line = await new Line(url).open()
      lines.push(line)
      return line.url('http')
    }
    const stage = await Stage.open({ program, store: 'redis', processes: 3, phones, wayTo })
    try {
      await stage.evening.midRound()
      const [line] = lines
      if (!line) throw new Error('expected a line, found none')
      stage.fault()
      befall(line)
      await wait(10_000)
      line.mend()
      await wait(2_000)
      return { happened, ...(await stage.reckon()) }
    } finally {
      await stage.close()
      for (const line of lines) line.close()
    }
  }

export const lineCut = onLine(
  (line) => line.cut(),
  'for 10 s everything vanished between phones and one of three processes',
)

export const lineHalfOpen = onLine(
  (line) => line.cut('down'),
  'for 10 s one of three processes heard its phones, and they did not hear it',
)

export const lineDelay = onLine((line) => {
  line.delayMs = 900
  line.bytesPerSecond = 20_000
}, 'for 10 s the line to one of three processes was 0.9 s late and thin')
