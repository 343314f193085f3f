// A reason of the outlook as a sentence, and the one tap that helps where there is one.
import type { OutlookWords } from '#i18n/en/outlook.ts'
import type { Command } from '#night/night.ts'
import type { Reason } from '#night/rounds/outlook.ts'
import type { RoundSlice } from '#night/views/public.ts'

type Repeat = Extract<Reason, { fromRound: number }>
type Rounds = Pick<RoundSlice, 'number' | 'count' | 'oddOne' | 'repeats'>

export interface Told {
  readonly text: string
  readonly help: { readonly label: string; readonly command: Command } | null
}

/** What a reason says while the rounds are set so. */
export const toldOf = (reason: Reason, round: Rounds, w: OutlookWords): Told => ({
  text: textOf(reason, round, w),
  help: helpFor(reason, round, w),
})

function textOf(reason: Reason, round: Rounds, w: OutlookWords): string {
  switch (reason.code) {
    case 'odd-one':
      return w.odd[reason.by]
    case 'language': {
      const named = w.and(reason.languages.map((l) => languageOf(l, w)))
      return reason.people === 1
        ? w.language.alone(named)
        : w.language[reason.by](reason.people, named)
    }
    case 'bridges':
      return w.bridges[reason.by](reason.groups, reason.bridges, reason.perRound)
    case 'no-language':
      return w.noLanguage(reason.perRound)
    case 'tables':
      return w.tables[reason.by](reason.perRound)
    case 'wishes':
      return w.others[reason.by](reason.perRound)
    default:
      return repeatText(reason, round, w)
  }
}

const languageOf = (code: string, { languages }: OutlookWords): string =>
  code === 'fr' || code === 'en' ? languages[code] : code

/** Whose wish it comes from is nobody's business: it reads as if everybody had met. */
const shortages = {
  'everybody-met': 'everybody',
  'wish-partners': 'everybody',
  'language-partners': 'language',
  'table-partners': 'tables',
} as const

function repeatText({ code, fromRound, people }: Repeat, round: Rounds, w: OutlookWords): string {
  const number = round.number + fromRound
  const short = w.short[shortages[code]](w.from(number, number === round.count), people)
  return round.repeats === 'never' ? w.sitOut(short) : w.again(short)
}

function helpFor(reason: Reason, round: Rounds, w: OutlookWords): Told['help'] {
  if ('fromRound' in reason) return fewerOrAgain(reason, round, w)
  const isAlone = reason.code === 'no-language' || (reason.code === 'language' && reason.people < 3)
  if (reason.by === 'trio' || round.oddOne === 'trio' || isAlone) return null
  return { label: w.act.trio, command: { type: 'rounds/configure', oddOne: 'trio' } }
}

function fewerOrAgain({ fromRound }: Repeat, round: Rounds, w: OutlookWords): Told['help'] {
  if (round.repeats === 'never')
    return { label: w.act.repeats, command: { type: 'rounds/configure', repeats: 'last-resort' } }
  const count = round.number + fromRound - 1
  if (count < 1) return null
  return { label: w.act.fewer(count), command: { type: 'rounds/configure', count } }
}

/** What came of planning a round again from the log. */
export interface Checked {
  readonly number: number
  readonly outcome: 'same' | 'different' | 'untraced'
  readonly isSameEngine: boolean
  /** How often the host changed it by hand. */
  readonly edits: number
}
/** Resolves with null where it was refused, which is said elsewhere. */
export type Replay = (round: number) => Promise<Checked | null>

/** What came of planning a round again. */
export function proofText(
  { outcome, isSameEngine, edits }: Checked,
  { proof }: OutlookWords,
): string {
  const differs = isSameEngine ? proof.different : proof.otherEngine
  const said = { same: proof.same, different: differs, untraced: proof.untraced }[outcome]
  return edits > 0 && outcome !== 'untraced' ? `${said} ${proof.edits(edits)}` : said
}
