import { accept, acceptWithInverse } from '../decision.ts'
import type { Night, NightEvent } from '../night.ts'
import type { Decision, Rules } from '../rule.ts'
import type { Screens } from './model.ts'

const set = (night: Night, next: Screens): Decision =>
  JSON.stringify(next) === JSON.stringify(night.screens)
    ? accept()
    : acceptWithInverse<NightEvent>(
        [{ type: 'screens/set', ...next }],
        [{ type: 'screens/set', ...night.screens }],
      )

export const screensRules: Rules<'screens/message' | 'screens/show'> = {
  'screens/message': (night, { command }) =>
    set(night, { ...night.screens, message: command.text }),
  'screens/show': (night, { command: { show, theme } }) =>
    set(night, { ...night.screens, show, theme }),
}
