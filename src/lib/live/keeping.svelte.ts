// Whether this device keeps what it is given. A private window or a full disk may not: then what is
// kept lives as long as the page, and somebody should be told.
class Keeping {
  /** Something could not be written down, and is in memory alone. */
  fails = $state.raw(false)
}

export const keeping = new Keeping()
