/** What a seat's screen can ask for. */
export interface SeatGiven {
  readonly here: () => unknown
  /** Everybody of the table is here. */
  readonly allHere: () => unknown
  /** With which of the others, where there are two. */
  readonly missing: (partner?: 0 | 1) => unknown
  readonly takeOffer: () => unknown
  readonly sitOut: () => unknown
}
