import type { TablesWords } from '../en/tables.ts'
import { counting } from '../plural.ts'

const { form } = counting('fr')
export const tables: TablesWords = {
  keep: {
    label: 'Reste à la table',
    hint: 'Les autres viennent.',
    save: 'Garder cette table',
    free: 'Peut de nouveau bouger',
    mark: (table) => `reste à la table ${table}`,
  },

  cards: {
    open: 'Cartes de table à imprimer',
    title: (night) => `${night} · cartes de table`,
    heading: 'Cartes de table',
    how: 'Quatre par page A4\u00a0: imprime, coupe, et pose-en une sur chaque table. Scanner celle de sa table, c’est dire «\u00a0Je suis là\u00a0».',
    paper: 'Règle les marges sur «\u00a0aucune\u00a0» et l’échelle sur 100 %.',
    from: 'De la table',
    to: 'à la table',
    print: 'Imprimer',
    pages: (n) => form(n, `${n} page`, `${n} pages`),
    back: 'Retour au pupitre',
    table: 'Table',
    qr: (table) => `Code QR de la table ${table}`,
    scan: 'Tu es à cette table\u00a0? Scanne.',
    typed: (address, code) => `Ou tape ${address}, code ${code}, puis «\u00a0Je suis là\u00a0».`,
  },
}
