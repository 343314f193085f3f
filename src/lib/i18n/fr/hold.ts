import type { HoldWords } from '../en/hold.ts'
import { counting } from '../plural.ts'

const { some } = counting('fr')
const mins = (n: number) => `${n} min`

export const hold: HoldWords = {
  title: 'Organiser une soirée',
  checking: 'Est-ce bien ton serveur\u00a0?',
  notOwner: 'Seul qui fait tourner ce serveur peut y organiser une soirée.',
  openLink: 'Ouvre le lien affiché dans le terminal. Une fois suffit pour ce navigateur.',
  badLink: 'Ce lien ne va pas avec ce serveur. Ouvre celui que son terminal affiche maintenant.',
  nights: 'Soirées sur ce serveur',
  noNights: 'Aucune pour l’instant.',
  phase: { ahead: 'à venir', open: 'en cours', over: 'finie' },
  code: (code) => `code ${code}`,
  openHost: 'Nouveau lien d’animation',
  openDesk: 'Ouvrir le pupitre',
  how: 'À partir de',
  template: 'la soirée mensuelle Paris P2P',
  templateHint:
    '18 h 30 accueil, 19 h présentations, 19 h 30 cinq rencontres de dix minutes, 20 h à 23 h temps libre.',
  scratch: 'rien',
  scratchHint: 'Une soirée avec accueil, rencontres et temps libre. Le reste se règle au pupitre.',
  announcement: 'une page d’annonce',
  announcementHint:
    'Une page Markdown avec son en-tête\u00a0: ses présentations vont dans la file.',
  name: 'Titre',
  community: 'Communauté',
  date: 'Date',
  past: 'Cette date est passée. Choisis le jour de la soirée que tu organises.',
  venue: 'Lieu',
  tables: 'Tables',
  forecast: 'Personnes attendues',
  forecastHint: 'Laisse vide si tu ne sais pas.',
  defaultTitle: (date) => `Paris P2P, ${date}`,
  hold: 'Organiser cette soirée',
  page: 'Texte de la page',
  file: 'Choisir un fichier',
  read: 'Lire la page',
  understood: 'Compris',
  talks: 'Présentations et ateliers',
  talk: 'présentation',
  workshop: 'atelier',
  freeSlot: 'créneau libre',
  noTalks: 'Aucune présentation\u00a0: la file commence vide.',
  overfull: (n) => `C’est ${mins(n)} de plus que le temps des présentations.`,
  unread: (n) =>
    n === 0
      ? 'Toutes les lignes ont été comprises.'
      : some(n, 'ligne pas comprise', 'lignes pas comprises'),
  shortened: 'Trop long pour une soirée, et coupé',
  line: (n) => `Ligne ${n}`,
  held: 'La soirée est créée.',
  hostLink: 'Ton lien d’animation',
  reasons: {
    'unknown-key': 'champ d’annonce inconnu',
    'unusable-value': 'valeur que ce champ ne peut pas avoir',
    'time-ignored':
      'seule la date a été prise\u00a0; les heures sont celles de la soirée mensuelle',
    'no-title': 'pas de titre\u00a0: un autre nom a été pris',
    'no-items': 'ni présentation, ni atelier, ni créneau libre sur cette page',
    'not-a-talk': 'élément de liste qui ne ressemble pas à une présentation',
    'outside-a-talk': 'ne fait partie d’aucune présentation',
    html: 'HTML, qui n’est pas lu',
    'unknown-shortcode': 'shortcode, ou partie de shortcode, qui n’est pas lu',
    'bad-duration':
      'créneau libre dont la durée est illisible\u00a0; écris «\u00a015min\u00a0» ou «\u00a01h\u00a0»',
    'unknown-label': 'étiquette non comprise\u00a0; le reste de la ligne a été lu',
    'unbalanced-bracket': 'crochet sans son autre moitié, laissé de côté',
    'extra-link': 'lien en trop, laissé de côté',
    comment: 'commentaire',
    'not-a-web-link': 'lien ni http ni https, laissé de côté',
    'line-too-long': 'ligne trop longue pour être lue',
    'too-deep': 'imbriqué trop profondément pour être lu',
    'too-tangled': 'trop de marques dans un paragraphe pour être lu',
  },
}
