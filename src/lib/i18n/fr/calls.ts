import type { CallsWords } from '../en/calls.ts'

export const calls: CallsWords = {
  heading: 'Quand tu ne regardes pas',
  notices: 'Notifications',
  noticesHint:
    'Tant que cette page est ouverte en arrière-plan. L’écran verrouillé montre ta table et ton signe, jamais un nom.',
  push: 'Même quand le téléphone dort',
  pushHint:
    'Par le service de l’éditeur de ton navigateur (Google, Mozilla, Apple, Microsoft). Il apprend quel serveur a appelé ce téléphone et quand, pas pourquoi. Effacé avec la soirée, ou dès que tu le coupes.',
  obstacle: {
    'plain-http':
      'Les notifications demandent une adresse qui commence par https. Ici, le téléphone t’appelle tant que cette page est ouverte.',
    unsupported:
      'Ce navigateur n’a pas de notifications. Sur un iPhone, ajoute d’abord Rendezvous à l’écran d’accueil.',
    denied:
      'Les notifications sont bloquées pour cette page. Tu peux les autoriser dans les réglages du navigateur.',
  },
  notAllowed: 'Pas activé\u00a0: le navigateur n’en a pas eu la permission.',
  noPush: 'Pas activé\u00a0: le service push est injoignable pour le moment.',
  said: {
    paired: (number, table) => `Tour ${number}\u00a0: table ${table}`,
    sealed: (number) => `Tour ${number}\u00a0: écris les mots de l’écran`,
    minute: 'Plus qu’une minute',
    over: (number) => `Le tour ${number} est fini`,
    message: 'Un message de l’équipe',
    offered: 'Il y a une place pour toi',
    asked: (number) => `Toujours là pour le tour ${number}\u00a0?`,
    next: 'C’est bientôt à toi sur scène',
    on: 'C’est à toi',
    changed: 'Il y a du nouveau\u00a0: viens voir.',
  },
}
