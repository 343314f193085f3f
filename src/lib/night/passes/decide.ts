import { accept, acceptWithInverse, refuse } from '../decision.ts'
import type { NightEvent } from '../night.ts'
import type { Rules } from '../rule.ts'

export const passesRules: Rules<'passes/grant' | 'passes/revoke'> = {
  'passes/grant': (night, { at, by, command }) => {
    if (!night.about) return refuse('night/not-there')
    const { pass: id, role, hash, label } = command
    const known = night.passes.get(id)
    if (known) return known.hash === hash ? accept() : refuse('not-allowed')
    const granted: NightEvent = {
      type: 'passes/granted',
      pass: { id, role, hash, label, grantedAt: at },
    }
    return by.role === 'host'
      ? acceptWithInverse<NightEvent>([granted], [{ type: 'passes/revoked', pass: id }])
      : accept(granted)
  },

  'passes/revoke': (night, { by, command }) => {
    const pass = night.passes.get(command.pass)
    if (!pass) return refuse('passes/no-such-pass')
    // A host who locked themselves out could not come back.
    if ('pass' in by && by.pass === pass.id) return refuse('passes/own-pass')
    return acceptWithInverse<NightEvent>(
      [{ type: 'passes/revoked', pass: pass.id }],
      [{ type: 'passes/granted', pass }],
    )
  },
}
