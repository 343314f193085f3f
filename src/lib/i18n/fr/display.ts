import type { DisplayWords } from '../en/display.ts'
import { counting } from '../plural.ts'

const { form, some } = counting('fr')
export const display: DisplayWords = {
  title: (night) => `${night} · écran`,
  opening: 'Un instant…',
  noPass: 'Ce lien n’ouvre plus l’écran. Demande un nouveau lien à l’hôte.',
  tooOld: 'Cette page est trop ancienne pour le serveur.',
  update: 'Mettre à jour',
  lineLost: (at) => `réseau perdu à ${at}, on suit le programme`,
  held: (heard) => `dernières nouvelles à ${heard}, l’hôte dit quand on reprend`,
  following: (heard) => `on suit le programme, dernières nouvelles à ${heard}`,
  portal:
    'Le wifi demande une connexion\u00a0: ouvre sa page dans un autre onglet de cette machine',
  sound: 'Activer le son',

  aside: {
    join: 'Rejoins-nous',
    typeAt: (address) => `${address}/j`,
    qr: 'Code QR pour rejoindre la soirée',
    code: 'code',
    opens: 'Sans réseau\u00a0?',
    opensNext: (number) => `Tour ${number} sans réseau`,
    opensQr: 'Code QR qui ouvre le tour sur un téléphone sans réseau',
    inside: 'ici',
    next: 'Ensuite',
  },

  welcome: {
    greeting: 'Bienvenue',
    doorsAt: (at) => `Les portes ouvrent à ${at}`,
    how: 'Scanne, choisis un nom, et c’est tout.',
    room: 'Montre ton badge à la porte',
    roomCode: 'Entre avec le code',
  },

  segment: {
    doors: 'Portes',
    talks: 'Présentations',
    rounds: 'Tête-à-tête',
    free: 'Libre',
    own: 'La suite',
  },

  stage: {
    now: 'Sur scène',
    minutesLeft: (n) => form(n, 'minute restante', 'minutes restantes'),
    lastMinute: 'Dernière minute',
    over: 'de trop',
    nextUp: 'Puis',
    next: 'Bientôt sur scène',
    open: 'La scène est libre',
    propose: 'Propose une présentation sur ton téléphone, ou dis-le à l’hôte.',
    soon: 'Dans un instant',
    lasts: (n) => `${n} min`,
  },

  rounds: {
    round: (n) => `Tour ${n}`,
    of: (n) => `sur ${n}`,
    about: (at) => `vers ${at}`,
    soon: 'dans un instant',
    ahead: 'Garde ton téléphone en main. Il va montrer un signe\u00a0: trouve qui a le même.',
    noPhone: 'Sans téléphone\u00a0? Ton nom sera ici.',
    findTable: 'Trouve ta table',
    sameSign: 'Même signe, même table',
    tables: (n) => some(n, 'table', 'tables'),
    table: 'Table',
    page: (n, of) => `${n} sur ${of}`,
    startsIn: 'Début dans',
    talk: 'Parlez',
    lastMinute: 'Encore une minute',
    complete: 'tout le monde est là',
    waiting: 'On attend encore quelqu’un à',
    met: (n) => some(n, 'rencontre déjà', 'rencontres déjà'),
    asked: 'Toujours là\u00a0?',
    answer: 'Réponds sur ton téléphone\u00a0: un geste, et tu es du prochain tour.',
    answerHost: 'Sans téléphone\u00a0? Dis-le à l’hôte.',
    seated: (n, of) =>
      `${n} ${form(n, 'table s’est trouvée', 'tables se sont trouvées')} sur ${of}`,
    over: (n) => `Fin du tour ${n}`,
    allOver: 'Les tours sont finis',
    thanks: 'Dis merci et à bientôt, et reste par ici.',
    sitsOut: (names) => `${names}\u00a0: ce tour est une pause. L’hôte te tient compagnie.`,
    names: (names) => names.join(' et '),
  },

  free: {
    heading: 'Tables ouvertes',
    none: 'Toutes les tables sont libres',
    claim: 'Prends-en une pour ton sujet, sur ton téléphone.',
    with: (name) => `avec ${name}`,
    people: (n) => some(n, 'personne', 'personnes'),
  },

  over: {
    thanks: 'Merci',
    home: 'Rentre bien. À la prochaine.',
    erase: (day) => `Tout ce qui est personnel sera effacé le ${day}.`,
  },

  paused: 'Pause',
  pausedMore: 'Le temps s’arrête. On reprend dans un instant.',
  fromHost: 'De la part de l’hôte',
}
