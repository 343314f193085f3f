import type { DoorWords } from '../en/door.ts'
import { counting } from '../plural.ts'

const { some } = counting('fr')
export const door: DoorWords = {
  title: (night) => `Porte · ${night}`,
  opening: 'Ouverture de la porte…',
  waiting: 'Le serveur ne répond pas. Cette page réessaie toute seule.',
  noPass: 'Ce lien n’ouvre pas la porte. Demande un nouveau lien à l’hôte.',
  update: {
    ready: 'Il y a une nouvelle version.',
    tooOld: 'Cette page est trop ancienne pour le serveur.',
    take: 'Mettre à jour',
  },

  count: {
    label: 'Présences',
    inside: 'dans la salle',
    joined: (n) => some(n, 'badge', 'badges'),
    forecast: (n) => some(n, 'attendu', 'attendus'),
  },

  line: {
    storeAway:
      'Le serveur n’enregistre rien pour le moment. Continue\u00a0: tout est gardé sur ce téléphone.',
    lost: (at) => `Pas de réseau depuis ${at}. Continue\u00a0: tout est gardé sur ce téléphone.`,
    never: 'Pas encore de réseau. Continue\u00a0: tout est gardé sur ce téléphone.',
    openWifi: 'Ouvrir la page du wifi',
  },

  ways: 'Faire entrer quelqu’un',
  scan: 'Scanner',
  code: 'Code',
  name: 'Nom',
  walkIn: 'Nouveau',

  camera: {
    label: 'Caméra',
    aim: 'Vise le badge',
    starting: 'La caméra démarre…',
    insecure: 'La caméra ne marche qu’en https. Tape le code sous le badge.',
    none: 'Cet appareil n’a pas de caméra. Tape le code sous le badge.',
    refused:
      'La caméra n’est pas autorisée. Tape le code, ou autorise-la dans les réglages du navigateur.',
    busy: 'Une autre application utilise la caméra. Ferme-la, ou tape le code.',
    broken: 'Le lecteur ne s’est pas chargé. Tape le code sous le badge.',
    again: 'Réessayer la caméra',
    light: 'Lumière',
  },

  typing: {
    label: 'Les quatre caractères sous le badge',
    erase: 'Effacer',
    none: 'Il n’y a ni I, L, O, U, ni 0, 1 dans un code.',
  },

  search: {
    label: 'Nom',
    more: (n) => `encore ${some(n, 'lettre', 'lettres')}`,
    nobody: 'Personne de ce nom. Essaie le code, ou fais un nouveau badge.',
    found: (n) => some(n, 'personne', 'personnes'),
    notYet: 'pas encore là',
    inSince: (at) => `là depuis ${at}`,
    left: 'sorti·e',
    letIn: (name) => `Entre\u00a0: ${name}`,
    letInShort: 'Entre',
    checkOut: (name) => `Sort\u00a0: ${name}`,
    checkOutShort: 'Sort',
    badge: (name) => `Badge de ${name}`,
    badgeShort: 'Badge',
    onPhone: (name) => `Rendre le badge de ${name} à son téléphone`,
    onPhoneShort: 'Téléphone',
  },

  newcomer: {
    heading: 'Quelqu’un de nouveau',
    name: 'Nom',
    nameHint: 'Vide\u00a0: on en donne un',
    languages: 'Parle',
    french: 'français',
    english: 'anglais',
    first: 'Première fois ici',
    phoneless: 'Sans téléphone',
    phonelessHint: 'Reçoit un code à copier ou à imprimer',
    broughtBy: 'Vient avec',
    broughtHint: 'Trois lettres d’un nom',
    nobody: 'Personne',
    done: 'Faire entrer',
  },

  back: {
    heading: 'De retour sur son téléphone',
    hint: 'La personne scanne ceci avec son propre téléphone dans les dix minutes, et retrouve son badge, sa table et son ou sa partenaire.',
    qr: (name) => `Le chemin du retour pour ${name} en code QR`,
    away: 'Il faut du réseau pour cela.',
    close: 'Terminé',
  },
  badge: {
    heading: 'Badge',
    copy: 'Copie ceci à la main, ou imprime-le.',
    code: 'Code',
    print: 'Imprimer',
    close: 'Personne suivante',
    offline: 'Le badge à imprimer demande du réseau. Le code suffit.',
    qr: (name) => `Badge de ${name}, en code QR`,
    onPaper: 'Garde-le\u00a0: il te fait entrer. Ta table s’affiche sur le grand écran.',
  },

  verdict: {
    in: (name) => `${name}, c’est bon`,
    already: (name) => `${name}, déjà là`,
    since: (at) => `depuis ${at}`,
    kept: 'C’est noté',
    keptName: (name) => `${name}, c’est noté`,
    keptMore: 'Laisse entrer. Ce sera confirmé quand le réseau reviendra.',
    refused: 'Pas d’entrée',
    refusedName: (name) => `${name}, pas d’entrée`,
    notABadge:
      'Ce n’est pas un badge de ce soir. Cherche le badge sur son téléphone, ou tape le code.',
    otherNight: 'Ce badge est pour un autre soir. Fais-en un avec «\u00a0Nouveau\u00a0».',
    out: (name) => `${name}, sorti·e`,
    undone: (name) => `${name}, entrée annulée`,
    goOn: 'Touche pour continuer',
  },

  records: {
    heading: 'Ce que ce téléphone a noté',
    last: (name) => `Dernier\u00a0: ${name}`,
    noneYet: 'Personne encore',
    undo: 'Annuler',
    undoOf: (name) => `Annuler l’entrée de ${name}`,
    waiting: (n) => some(n, 'gardé', 'gardés'),
    refusedLate: (n) => `${n} sans entrée`,
    list: 'Liste',
    show: 'Voir ce qui est noté et ce qui est confirmé',
    close: 'Fermer',
    isWaiting: 'gardé, pas confirmé',
    isIn: 'confirmé',
    isAlready: 'était déjà là',
    isOut: 'sorti·e',
    isUndone: 'annulé',
    isRefused: 'pas d’entrée',
    someone: 'Quelqu’un avec un badge',
    withCode: (code) => `Code ${code}`,
    newcomer: 'Quelqu’un de nouveau',
    nothing: 'Ce téléphone n’a encore rien noté.',
    stays: 'Ce qui est gardé reste sur ce téléphone jusqu’à ce que le serveur l’ait confirmé.',
  },
}
