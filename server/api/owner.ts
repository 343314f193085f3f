// POST /api/owner and POST /api/nights/:night/pass: a link's secret becomes a cookie.
import * as v from 'valibot'
import { ownerRequest, passRequest } from '#protocol/http.ts'
import { ownerCookie, passCookie, setCookie } from '../cookies.ts'
import { passWithSecret } from '../passes.ts'
import { nightOf, WrongSecrets, type ApiDeps } from './deps.ts'
import { done, refused, type Handler } from './exchange.ts'

const daysS = (days: number): number => days * 86_400

/** Which secret came is looked at before anything else, so that no answer says more than wrong. */
export function exchangeSecrets(deps: ApiDeps): { owner: Handler; pass: Handler } {
  const wrong = new WrongSecrets()
  return {
    owner: (question) => {
      const asked = v.safeParse(ownerRequest, question.body)
      if (!asked.success) return refused('wire/malformed')
      const { secret } = asked.output
      if (!deps.passes.isOwner(secret)) return wrong.refuse(question)
      const secure = question.isSecure
      const cookie = { name: ownerCookie, value: secret, maxAgeS: daysS(30), secure }
      return done(undefined, setCookie(cookie))
    },

    pass: async (question) => {
      const asked = v.safeParse(passRequest, question.body)
      if (!asked.success) return refused('wire/malformed')
      const { role, secret } = asked.output
      const runtime = await nightOf(deps, question)
      if (!runtime) return refused('wire/unknown-night')
      const known = passWithSecret(runtime.night, role, secret)
      // Another process may have made the link a moment ago.
      if (!known) await runtime.catchUp()
      const pass = known ?? passWithSecret(runtime.night, role, secret)
      if (!pass) return wrong.refuse(question)
      const eraseAt = runtime.night.about?.eraseAt ?? 0
      const cookie = {
        name: passCookie(role, runtime.id),
        value: `${pass.id}.${secret}`,
        maxAgeS: (eraseAt - deps.clock.now()) / 1000,
        secure: question.isSecure,
      }
      return done(undefined, setCookie(cookie))
    },
  }
}
