// What the host reads of tables: who keeps one, and the cards that stand on them.
import type { Words } from '../index.svelte.ts'
import { counting } from '../plural.ts'

const { form } = counting('en')
export const tables = {
  keep: {
    label: 'Stays at table',
    hint: 'Others come to them.',
    save: 'Keep this table',
    free: 'May walk again',
    mark: (table: number) => `stays at table ${table}`,
  },

  cards: {
    open: 'Table cards to print',
    title: (night: string) => `${night} · table cards`,
    heading: 'Table cards',
    how: 'Four to a page of A4: print, cut, and stand one on each table. Whoever scans the one of their table has said «I’m here».',
    paper: 'Set the margins to «none» and the scale to 100 %.',
    from: 'From table',
    to: 'to table',
    print: 'Print',
    pages: (n: number) => form(n, '1 page', `${n} pages`),
    back: 'Back to the desk',
    table: 'Table',
    qr: (table: number) => `QR code of table ${table}`,
    scan: 'Sitting here? Scan me.',
    /** Without a camera: the night's address and code, and the button. */
    typed: (address: string, code: string) =>
      `Or type ${address}, code ${code}, and tap «I’m here».`,
  },
}
export type TablesWords = Words<typeof tables>
