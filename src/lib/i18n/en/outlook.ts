// What the rounds ahead cannot avoid, said to the host, and what would help. Where it comes from what
// somebody asked for, the sentence does not say so: nobody's wish is read between the lines.
import type { Words } from '../index.svelte.ts'
import { counting } from '../plural.ts'

const { form, some } = counting('en')
const people = (n: number) => some(n, 'person', 'people')

export const outlook = {
  heading: 'What the rounds cannot avoid',
  /** Whom it is counted on. */
  registered: 'As far as the badges made show it.',
  languages: { fr: 'French', en: 'English' },
  and: (names: readonly string[]) => names.join(' and '),

  odd: {
    bye: 'The number is odd: one person sits out in each round.',
    trio: 'The number is odd: three share a table in each round.',
  },
  language: {
    bye: (n: number, language: string) =>
      `${people(n)} ${form(n, 'speaks', 'speak')} only ${language}: one of them sits out in each round unless somebody bilingual joins.`,
    trio: (n: number, language: string) =>
      `${people(n)} speak only ${language}: three of them share a table in each round unless somebody bilingual joins.`,
    alone: (language: string) =>
      `One person speaks only ${language}, and nobody else does: they sit out every round unless somebody joins who speaks it too.`,
  },
  bridges: {
    bye: (groups: number, bridges: number, n: number) =>
      `${some(groups, 'language group meets', 'language groups meet')} others only by way of ${some(bridges, 'bilingual person', 'bilingual people')}: ${people(n)} ${form(n, 'sits', 'sit')} out in each round unless more bilingual people join.`,
    trio: (groups: number, bridges: number, n: number) =>
      `${some(groups, 'language group meets', 'language groups meet')} others only by way of ${some(bridges, 'bilingual person', 'bilingual people')}: ${people(n)} ${form(n, 'is', 'are')} over in each round, as a third at a table where one speaks their language, unless more bilingual people join.`,
  },
  noLanguage: (n: number) =>
    `${people(n)} ${form(n, 'has', 'have')} named no language and ${form(n, 'sits', 'sit')} out until they do.`,
  tables: {
    bye: (n: number) =>
      `Some stay at tables of their own: ${people(n)} ${form(n, 'sits', 'sit')} out in each round unless one of them can move.`,
    trio: (n: number) =>
      `Some stay at tables of their own: ${people(n)} ${form(n, 'is', 'are')} over in each round unless one of them can move.`,
  },
  others: {
    bye: (n: number) =>
      `No plan has room for everybody: ${people(n)} ${form(n, 'sits', 'sit')} out in each round unless more people join.`,
    trio: (n: number) =>
      `No plan has a partner for everybody: ${people(n)} ${form(n, 'is', 'are')} over in each round, as a third where there is room, unless more people join.`,
  },

  /** From which round on somebody meets again, or sits out where nobody may; or in which, if the last. */
  from: (round: number, isLast: boolean) =>
    isLast ? `In round ${round}` : `From round ${round} on`,
  short: {
    everybody: (from: string, n: number) =>
      `${from} there are too few new people to meet for ${people(n)}`,
    language: (from: string, n: number) =>
      `${from} ${people(n)} ${form(n, 'has', 'have')} too few new people left who speak their language`,
    tables: (from: string, n: number) =>
      `${from} ${people(n)} at ${form(n, 'a table', 'tables')} of their own ${form(n, 'has', 'have')} too few new people to meet`,
  },
  again: (short: string) => `${short}: somebody meets again.`,
  sitOut: (short: string) => `${short}: somebody sits out.`,

  act: {
    trio: 'Seat them as a third',
    repeats: 'Let people meet again instead',
    fewer: (n: number) => `Hold only ${some(n, 'round', 'rounds')}`,
  },

  /** The proof of a round that was announced, and the same made again. */
  proof: {
    proved: (round: number) => `Proved: tonight’s plan has no better round ${round}.`,
    check: (round: number) => `Check round ${round} again`,
    same: 'Planned again from the record: the same.',
    different: 'Planned again from the record: it differs.',
    otherEngine: 'An older version planned it; planned again by this one, it differs.',
    untraced: 'The record does not say what it was planned from.',
    edits: (n: number) => `${some(n, 'change', 'changes')} by hand since, which cannot be checked.`,
  },
}
export type OutlookWords = Words<typeof outlook>
