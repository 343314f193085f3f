// Plants each fault in a server of its own, and looks whether its scenario finds it; the sound server
// must be found sound by the same scenarios.
import { builtServer } from '../rig/built-server.ts'
import { scenarios, type ScenarioName } from '../scenarios/index.ts'
import type { Row, ScenarioOptions } from '../scenarios/scenario.ts'
import { planted } from './index.ts'
import { planting } from './planting.ts'

export interface Hunted {
  readonly name: string
  readonly fault: string
  readonly scenario: ScenarioName
  readonly expected: string
  /** How often each promise was broken. */
  readonly found: Readonly<Record<string, number>>
  readonly isRight: boolean
}

type Options = Omit<ScenarioOptions, 'program'>

/** Without names, all of them. */
export async function huntAll(
  names: readonly string[],
  options: Options,
  tell: (hunted: Hunted) => void,
): Promise<Hunted[]> {
  const wanted = planted.filter(({ name }) => names.length === 0 || names.includes(name))
  const hunted: Hunted[] = []
  const add = (found: Hunted) => {
    hunted.push(found)
    tell(found)
  }
  const sound = await builtServer()
  for (const scenario of new Set(wanted.map((each) => each.scenario))) {
    const found = countsOf(await scenarios[scenario]({ ...options, program: sound }))
    const isRight = Object.keys(found).length === 0
    add({ name: 'sound', fault: 'none', scenario, expected: 'nothing', found, isRight })
  }
  for (const each of wanted) {
    const { name, fault, scenario, expected } = each
    const program = await builtServer(name, planting(each))
    const found = countsOf(await scenarios[scenario]({ ...options, program }))
    add({ name, fault, scenario, expected, found, isRight: expected in found })
  }
  return hunted
}

function countsOf({ violations }: Pick<Row, 'violations'>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { code } of violations) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
