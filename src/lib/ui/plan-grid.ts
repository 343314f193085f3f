// Where tables stand on the plain plan. Columns are fixed, so that a table never moves when others
// are added: somebody who found table 14 finds it again.
export interface PlanPlace {
  readonly table: number
  /** From the left and the top, in steps of one table. */
  readonly x: number
  readonly y: number
}

export interface PlanGrid {
  readonly width: number
  readonly height: number
  readonly places: readonly PlanPlace[]
}

export interface PlaceInWords {
  /** From the top, counted from 1. */
  readonly row: number
  readonly side: 'left' | 'right'
  /** From the left wall, or right of the aisle from the aisle, counted from 1. */
  readonly nth: number
}

const columns = 6
/** Between the two halves of a row, so that people find their way through. */
const aisle = 0.5

/** The places of tables 1 to `tables`, row by row, with an aisle in the middle. */
export function planGrid(tables: number): PlanGrid {
  const places = Array.from({ length: Math.max(0, Math.floor(tables)) }, (_, i) => {
    const column = i % columns
    return {
      table: i + 1,
      x: column + (column < columns / 2 ? 0 : aisle),
      y: Math.floor(i / columns),
    }
  })
  return { width: columns + aisle, height: Math.max(1, Math.ceil(places.length / columns)), places }
}

/** Where on the plan a table is, to be said in words. */
export function placeInWords(table: number): PlaceInWords {
  const at = (table - 1) % columns
  const half = columns / 2
  return {
    row: Math.floor((table - 1) / columns) + 1,
    side: at < half ? 'left' : 'right',
    nth: (at % half) + 1,
  }
}
