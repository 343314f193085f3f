// One way in which a night is disturbed.
import type { Outcome } from '../rig/stage.ts'

export interface ScenarioOptions {
  /** The built `main.js`. */
  readonly program: string
  readonly phones: number
  /** How often what is done several times is done. */
  readonly kills: number
}

export interface Row extends Outcome {
  readonly name: string
  readonly happened: string
}

export type Scenario = (options: ScenarioOptions) => Promise<Omit<Row, 'name'>>
