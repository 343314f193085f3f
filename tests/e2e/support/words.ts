// What people look for on a phone, in the two languages; and signs, which have a word in each.
import { signs as en } from '#i18n/en/signs.ts'
import { signs as fr } from '#i18n/fr/signs.ts'

const english = {
  code: 'The night’s code',
  go: 'Go to the night',
  name: 'Your name tonight',
  giveName: 'Give me a name',
  languages: 'I speak',
  offers: 'I can talk about',
  seeks: 'I’d like to hear about',
  ownTopic: 'Your own',
  addTopic: 'Add',
  submit: 'Get my badge',
  showBadge: 'Show this at the door',
  badge: 'Your badge as a QR code',
  in: 'You are in',
  now: 'Now',
  talks: 'Talks',
  propose: 'Propose a talk',
  talkTitle: 'Title',
  send: 'Propose it',
  sent: 'Proposed. The host will look at it.',
  support: (title: string) => new RegExp(`Support .${title}`),
  youNext: 'You are next',
  youOn: 'You are on',
  onStage: 'On stage',
  round: (number: number) => `Round ${number} of 5`,
  over: (number: number) => `Round ${number} is over`,
  lastOver: 'That was the last round',
  with: /^with (.+)$/,
  and: /, | and /,
  here: 'I’m here',
  youAreHere: '✓ You are here',
  isHere: (name: string) => `${name} is here`,
  noLine: /No line since|Following the plan, last heard/,
  kept: (count: number) => (count === 1 ? /1 tap is kept/ : new RegExp(`${count} taps are kept`)),
  words: (number: number) => `Round ${number}: type the four words on the display`,
  claim: 'Claim a table',
  topic: /^What is it about/,
  table: 'Table',
  openTable: 'Open this table',
  join: (number: number) => `Join table ${number}`,
  leave: 'Leave this table',
  thanks: 'Thank you',
}
export type Phrases = typeof english

const french: Phrases = {
  code: 'Le code de la soirée',
  go: 'Aller à la soirée',
  name: 'Ton nom ce soir',
  giveName: 'Donne-moi un nom',
  languages: 'Je parle',
  offers: 'Je peux parler de',
  seeks: 'J’aimerais entendre parler de',
  ownTopic: 'À toi',
  addTopic: 'Ajouter',
  submit: 'Avoir mon badge',
  showBadge: 'Montre ceci à l’entrée',
  badge: 'Ton badge en code QR',
  in: 'Te voilà',
  now: 'En cours',
  talks: 'Scène',
  propose: 'Proposer une présentation',
  talkTitle: 'Titre',
  send: 'La proposer',
  sent: 'Proposée. L’hôte va la regarder.',
  support: (title) => new RegExp(`Soutenir «\\s${title}`),
  youNext: 'C’est bientôt à toi',
  youOn: 'C’est à toi',
  onStage: 'Sur scène',
  round: (number) => `Tour ${number} sur 5`,
  over: (number) => `Le tour ${number} est fini`,
  lastOver: 'C’était le dernier tour',
  with: /^avec (.+)$/,
  and: /, | et /,
  here: 'Je suis là',
  youAreHere: '✓ Tu es là',
  isHere: (name) => `${name} est là`,
  noLine: /Pas de réseau depuis|On suit le programme, dernières nouvelles/,
  kept: (count) => (count === 1 ? /1 geste est gardé/ : new RegExp(`${count} gestes sont gardés`)),
  words: (number) => `Tour ${number}\u00a0: écris les quatre mots de l’écran`,
  claim: 'Prendre une table',
  topic: /^De quoi parle-t-on/,
  table: 'Table',
  openTable: 'Ouvrir cette table',
  join: (number) => `Rejoindre la table ${number}`,
  leave: 'Quitter cette table',
  thanks: 'Merci',
}

export const phrases = { en: english, fr: french }

/** What the screens show, to be timed: see `first-seen.ts`. */
export const patterns = {
  phone: {
    reveal: '(?:Round|Tour) (\\d) (?:of|sur) 5',
    over: '(?:Round|Le tour) (\\d) (?:is over|est fini)',
  },
  display: {
    reveal:
      '(?:Round|Tour) (\\d)\\s*(?:Same sign|Même signe|Find your table|Trouve ta table|of|sur)',
    over: 'Round (\\d) is over|Fin du tour (\\d)',
  },
}

const words = { en: en.words, fr: fr.words } as const

/** The name of a sign, by its word in a language. */
export function signOf(word: string, language: keyof typeof words): string {
  const found = Object.entries(words[language]).find(([, said]) => said === word)
  if (!found) throw new Error(`expected the word of a sign, found «${word}»`)
  return found[0]
}

/** A sign's word in either language, as a whole word. */
export function wordOf(sign: string): RegExp {
  const said = [words.en, words.fr].flatMap((each) =>
    Object.entries(each).flatMap(([name, word]) => (name === sign ? [word] : [])),
  )
  return new RegExp(`(?<!\\p{L})(${said.join('|')})(?!\\p{L})`, 'u')
}
