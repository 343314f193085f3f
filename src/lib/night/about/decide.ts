import { accept, acceptWithInverse, refuse } from '../decision.ts'
import { idFrom } from '../codes.ts'
import { talkId } from '../ids.ts'
import type { NightEvent } from '../night.ts'
import type { Rules } from '../rule.ts'
import * as v from 'valibot'
import { describedOf } from './model.ts'

/** A night is made once, with its program, its tables and what was announced. */
export const aboutRules: Rules<'night/create' | 'night/describe'> = {
  'night/create': (night, { id, at, command }) => {
    if (night.about) return refuse('night/already-there')
    const { type: _, segments, tables, queue, ...about } = command
    const talks = queue.map((talk, i): NightEvent => ({
      type: 'talks/proposed',
      at,
      talk: {
        ...talk,
        id: v.parse(talkId, idFrom(`${id}:talk:${i}`)),
        by: null,
        state: 'accepted',
      },
    }))
    return accept<NightEvent>(
      { type: 'night/created', ...about },
      { type: 'program/planned', segments },
      { type: 'floor/tables-set', tables },
      ...talks,
    )
  },

  'night/describe': (night, { command }) => {
    if (!night.about) return refuse('night/not-there')
    const { type: _, ...described } = command
    return acceptWithInverse<NightEvent>(
      [{ type: 'night/described', ...described }],
      [{ type: 'night/described', ...describedOf(night.about) }],
    )
  },
}
