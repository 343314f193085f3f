import type { OutlookWords } from '../en/outlook.ts'
import { counting } from '../plural.ts'

const { form, some } = counting('fr')
const people = (n: number) => some(n, 'personne', 'personnes')
const groups = (n: number, bridges: number) =>
  `${some(n, 'groupe de langue ne rencontre', 'groupes de langue ne rencontrent')} les autres que par ${some(bridges, 'personne bilingue', 'personnes bilingues')}`

export const outlook: OutlookWords = {
  heading: 'Ce que les tours ne peuvent éviter',
  registered: 'D’après les badges créés jusqu’ici.',
  languages: { fr: 'français', en: 'anglais' },
  and: (names) => names.join(' et '),

  odd: {
    bye: 'Le nombre est impair\u00a0: une personne fait une pause à chaque tour.',
    trio: 'Le nombre est impair\u00a0: trois personnes partagent une table à chaque tour.',
  },
  language: {
    bye: (n, language) =>
      `${people(n)} ${form(n, 'ne parle', 'ne parlent')} que ${language}\u00a0: l’une fait une pause à chaque tour, sauf si quelqu’un de bilingue arrive.`,
    trio: (n, language) =>
      `${people(n)} ne parlent que ${language}\u00a0: trois d’entre elles partagent une table à chaque tour, sauf si quelqu’un de bilingue arrive.`,
    alone: (language) =>
      `Une personne ne parle que ${language}, et elle est la seule\u00a0: elle fait une pause à chaque tour, sauf si quelqu’un qui le parle arrive.`,
  },
  bridges: {
    bye: (n, bridges, left) =>
      `${groups(n, bridges)}\u00a0: ${people(left)} ${form(left, 'fait', 'font')} une pause à chaque tour, sauf si d’autres bilingues arrivent.`,
    trio: (n, bridges, left) =>
      `${groups(n, bridges)}\u00a0: ${people(left)} ${form(left, 'est', 'sont')} de trop à chaque tour, en troisième à une table où l’on parle leur langue, sauf si d’autres bilingues arrivent.`,
  },
  noLanguage: (n) =>
    `${people(n)} ${form(n, 'n’a', 'n’ont')} indiqué aucune langue et ${form(n, 'fait', 'font')} une pause en attendant.`,
  tables: {
    bye: (n) =>
      `Certaines personnes gardent leur propre table\u00a0: ${people(n)} ${form(n, 'fait', 'font')} une pause à chaque tour, sauf si l’une d’elles peut bouger.`,
    trio: (n) =>
      `Certaines personnes gardent leur propre table\u00a0: ${people(n)} ${form(n, 'est', 'sont')} de trop à chaque tour, sauf si l’une d’elles peut bouger.`,
  },
  others: {
    bye: (n) =>
      `Aucun plan n’a de place pour tout le monde\u00a0: ${people(n)} ${form(n, 'fait', 'font')} une pause à chaque tour, sauf si d’autres arrivent.`,
    trio: (n) =>
      `Aucun plan n’a de partenaire pour tout le monde\u00a0: ${people(n)} ${form(n, 'est', 'sont')} de trop à chaque tour, en troisième là où c’est possible, sauf si d’autres arrivent.`,
  },

  from: (round, isLast) => (isLast ? `Au tour ${round}` : `À partir du tour ${round}`),
  short: {
    everybody: (from, n) => `${from}, il manque de nouvelles têtes pour ${people(n)}`,
    language: (from, n) =>
      `${from}, il manque de nouvelles têtes qui parlent la langue de ${people(n)}`,
    tables: (from, n) =>
      `${from}, il manque de nouvelles têtes pour ${people(n)} ${form(n, 'qui garde sa', 'qui gardent leur')} table`,
  },
  again: (short) => `${short}\u00a0: des gens se revoient.`,
  sitOut: (short) => `${short}\u00a0: des gens font une pause.`,

  act: {
    trio: 'Les asseoir en troisième',
    repeats: 'Permettre de se revoir plutôt',
    fewer: (n) => `Seulement ${some(n, 'tour', 'tours')}`,
  },

  proof: {
    proved: (round) => `Prouvé\u00a0: le plan de ce soir n’a pas de meilleur tour ${round}.`,
    check: (round) => `Vérifier le tour ${round}`,
    same: 'Replanifié d’après le journal\u00a0: le même.',
    different: 'Replanifié d’après le journal\u00a0: il diffère.',
    otherEngine:
      'Une version plus ancienne l’a planifié\u00a0; replanifié par celle-ci, il diffère.',
    untraced: 'Le journal ne dit pas d’après quoi il a été planifié.',
    edits: (n) =>
      `${some(n, 'changement', 'changements')} à la main depuis, qu’on ne peut pas vérifier.`,
  },
}
