// A badge held before the camera is seen ten times a second and wanted once.
const quietMs = 3_000

/**
 * Whether a text is news at a local time, ms: not one that was seen within the last three seconds.
 * Held still, it stays the same badge for as long as it is held.
 */
export function newsOnly(): (text: string, at: number) => boolean {
  const seen = new Map<string, number>()
  return (text, at) => {
    const before = seen.get(text)
    for (const [other, seenAt] of seen) if (at - seenAt >= quietMs) seen.delete(other)
    seen.set(text, at)
    return before === undefined || at - before >= quietMs
  }
}
