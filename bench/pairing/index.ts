import type { Bench } from '../measure.ts'
import { evening, quality } from './evening.ts'
import { losses, sitOuts } from './losses.ts'
import { outlook } from './outlook.ts'
import { repairs } from './repair.ts'
import { round } from './round.ts'
import { trio } from './trio.ts'
import { worker } from './worker.ts'

export const pairing: Bench = {
  ...{ round, trio, repair: repairs, outlook },
  ...{ evening, worker, quality, losses, 'sit-outs': sitOuts },
}
