import type { LostWords } from '../en/lost.ts'

export const lost: LostWords = {
  away: 'Cette page n’est pas encore sur cet appareil',
  awayHint:
    'Elle vient par le réseau, puis elle reste. Ce que tu avais déjà ouvert s’ouvre toujours.',
  nowhere: 'Cette page n’existe pas',
  nowhereHint: 'L’adresse a peut-être perdu une lettre en route.',
  again: 'Réessayer',
  start: 'Au début',
}
