import type { CheckWords } from '../en/check.ts'
import { plural } from '../index.svelte.ts'

const things = (n: number) => plural('fr', n, { one: 'une chose', other: `${spelled(n)} choses` })
const spelled = (n: number) =>
  ['zéro', 'une', 'deux', 'trois', 'quatre', 'cinq', 'six'][n] ?? String(n)
const minutes = (n: number) => plural('fr', n, { one: 'une minute', other: `${n} minutes` })
const days = (n: number) => plural('fr', n, { one: `${n} jour`, other: `${n} jours` })
const hours = (n: number) => plural('fr', n, { one: 'une heure', other: `${n} heures` })
/** So many minutes, as one says it. */
const span = (n: number) =>
  n < 90 ? minutes(n) : n < 36 * 60 ? hours(Math.round(n / 60)) : days(Math.round(n / 1440))

export const check: CheckWords = {
  title: 'Vérification',
  looking: 'On regarde…',
  ready: 'Tout est prêt pour ce soir',
  know: (n) => `Prêt, avec ${things(n)} à savoir`,
  notReady: (n) => `Pas prêt\u00a0: ${things(n)} à corriger`,
  again: 'Vérifier encore',
  version: (version) => `Version ${version}`,
  concerns: 'À regarder',
  groups: { phone: 'Ce téléphone', network: 'Ce réseau', server: 'Ce serveur' },
  levels: { good: 'Bien', know: 'Bon à savoir', bad: 'À corriger', plain: 'Pour information' },

  found: {
    'secure/yes': ['La page est venue en https', ''],
    'secure/own': [
      'C’est la machine du serveur',
      'Un navigateur se fie à sa propre machine sans https. Les téléphones n’y sont pas\u00a0: vérifie sur l’un d’eux.',
    ],
    'secure/no': [
      'La page est venue sans https',
      'Tout marche, sauf la caméra, l’installation, l’ouverture sans réseau, les notifications et l’écran qui reste allumé. Tape les codes au lieu de les scanner. Pour le reste, donne un certificat au serveur.',
    ],
    'offline/yes': ['S’ouvre sans réseau', ''],
    'offline/no': [
      'Ne s’ouvre pas sans réseau',
      'Laisse les pages ouvertes ce soir. Elles continuent seules si le réseau tombe\u00a0; les recharger en demande.',
    ],
    'storage/lasting': ['Garde ce qu’il sait, durablement', ''],
    'storage/kept': ['Garde ce qu’il sait', ''],
    'storage/none': [
      'Ne garde rien après un rechargement',
      'Quitte la navigation privée, ou autorise ce site à garder des données.',
    ],
    'camera/there': ['A une caméra pour scanner', ''],
    'camera/denied': [
      'N’a pas le droit d’utiliser la caméra',
      'Autorise la caméra pour ce site dans les réglages du navigateur, ou tape les codes.',
    ],
    'camera/none': ['N’a pas de caméra', 'Tape les codes, ou cherche par nom à la porte.'],
    'camera/insecure': [
      'Pas de caméra sans https',
      'Tape les codes, ou cherche par nom à la porte.',
    ],
    'clock/right': ['Son horloge est juste', ''],
    'clock/off': [
      (n) => `Son horloge se trompe de ${span(n)}`,
      'Les tours et les comptes à rebours sont justes quand même\u00a0: ils suivent l’horloge du serveur.',
    ],
    'wake/yes': ['L’écran reste allumé pendant un tour', ''],
    'wake/no': [
      'L’écran s’éteint quand il veut',
      'Règle l’écran d’une porte ou d’un affichage pour qu’il ne s’éteigne jamais. Une batterie faible a le même effet.',
    ],
    'vibration/yes': ['Peut vibrer', ''],
    'vibration/no': ['Ne peut pas vibrer', 'Un son et un éclair de l’écran appellent à la place.'],
    'notices/granted': ['Peut montrer des notifications', ''],
    'notices/open': ['N’a pas encore été interrogé sur les notifications', ''],
    'notices/no': ['Ne montre pas de notifications', 'Inutiles tant que la page est ouverte.'],

    'reached/ours': ['Le serveur répond', ''],
    'reached/portal': [
      'Le wifi répond à la place du serveur',
      'Il demande d’abord une connexion. Ouvre sa page, puis vérifie encore.',
    ],
    'reached/nobody': [
      'Le serveur ne répond pas',
      'Regarde si ce téléphone est sur le bon wifi, et si le serveur est allumé.',
    ],
    'line/websocket': ['Les connexions en direct passent', ''],
    'line/polling': [
      'Les connexions en direct passent par un détour',
      'Quelque chose ici bloque les websockets. Les téléphones trouvent seuls un autre chemin\u00a0; tout va un peu moins vite.',
    ],
    'line/none': [
      'Aucune connexion en direct ne passe',
      'Prends un autre wifi, ou demande à qui gère celui-ci de laisser passer les websockets.',
    ],
    'delay/short': ['', ''],
    'delay/long': [
      '',
      'Les gestes mettent du temps à arriver. Rapproche-toi du wifi, ou prends-en un moins chargé.',
    ],

    'version/same': ['La page et le serveur ont la même version', ''],
    'version/other': [
      'Le serveur a une version plus récente de cette page',
      'Prends la mise à jour quand une page la propose, ou recharge. L’ancienne marche toute la soirée aussi.',
    ],
    'certificate/long': [(n) => `Le certificat est valable encore ${days(n)}`, ''],
    'certificate/short': [
      (n) => `Le certificat n’est plus valable que ${days(n)}`,
      'Cela suffit pour ce soir. Renouvelle-le avant la prochaine soirée.',
    ],
    'certificate/over': [
      'Le certificat finit aujourd’hui, ou est périmé',
      'Renouvelle-le maintenant\u00a0: le serveur prend les nouveaux fichiers tout seul.',
    ],
    'certificate/elsewhere': ['Un mandataire s’occupe du https', ''],
    'store/disk': ['Chaque réponse est sur disque avant d’être donnée', ''],
    'store/redis': ['Chaque réponse est dans Redis avant d’être donnée', ''],
    'store/memory': ['Rien n’est gardé\u00a0: c’est un serveur d’essai', ''],
    'store/risky': [
      'Redis pourrait perdre ce qui a été confirmé',
      'Règle ce que docs/deploying.md indique sous «\u00a0What Redis must be told\u00a0».',
    ],
    'store/away': [
      'Le journal ne répond pas',
      'Rien n’est enregistré avant son retour. Regarde Redis, ou le disque.',
    ],
    'room/enough': [(n) => `${n} Go libres sur son disque`, ''],
    'room/little': [
      (n) => `Plus que ${n} Go libres sur son disque`,
      'Une soirée de 300 personnes prend quelques mégaoctets. Fais de la place avant la suivante.',
    ],
    'room/none': [
      'Son disque est presque plein',
      'Fais de la place maintenant\u00a0: ce qui ne peut être écrit est refusé.',
    ],
    'lag/low': [(n) => `Il répond dans les ${n} ms`, ''],
    'lag/high': [
      (n) => `Il est occupé\u00a0: les réponses attendent jusqu’à ${n} ms`,
      'Ferme ce qui tourne d’autre sur cette machine, et branche-la.',
    ],
    'night/today': ['Il y a une soirée aujourd’hui', ''],
    'night/none': [
      'Il n’y a pas de soirée aujourd’hui',
      'Crées-en une, ou change sa date dans ses réglages.',
    ],
    'inside/hidden': [
      'Les hôtes en voient plus',
      'Ouvre le pupitre par ton lien sur ce téléphone, puis cette page\u00a0: le disque, le journal et les soirées s’affichent aussi.',
    ],
  },
  delay: (median, worst) => `Aller-retour en ${median} ms, au pire ${worst} ms`,
}
