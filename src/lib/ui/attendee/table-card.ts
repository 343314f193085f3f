// What it means that somebody opened the link of a table's card.
import { offerAt, type Moment } from './moment.ts'

export type AtTable =
  /** It is theirs: the scan is «I'm here». */
  | { readonly kind: 'here'; readonly number: number }
  /** They were asked to come to it: the scan is a yes. */
  | { readonly kind: 'taken'; readonly number: number }
  | { readonly kind: 'elsewhere'; readonly mine: number; readonly sign: number }
  /** No round seats them anywhere now. */
  | { readonly kind: 'idle' }

/** What follows from somebody's being at a table at this moment. */
export function atTable(moment: Moment, table: number): AtTable {
  const offer = offerAt(moment)
  if (moment.kind === 'seat' && moment.seat.table === table)
    return { kind: 'here', number: moment.number }
  const isAsked = offer !== null && offer.kind !== 'host' && offer.table === table
  if (isAsked && 'number' in moment) return { kind: 'taken', number: moment.number }
  if (moment.kind !== 'seat') return { kind: 'idle' }
  return { kind: 'elsewhere', mine: moment.seat.table, sign: moment.seat.sign }
}
