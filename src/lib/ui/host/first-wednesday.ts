const dayMs = 86_400_000
const wednesday = 3

/** The next first Wednesday of a month, from `today` on, as `YYYY-MM-DD`; both are local dates. */
export function nextFirstWednesday(today: string): string {
  const from = new Date(`${today}T00:00:00Z`)
  for (let ahead = 0; ; ahead++) {
    const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + ahead, 1)
    const days = (wednesday - new Date(first).getUTCDay() + 7) % 7
    const date = new Date(first + days * dayMs).toISOString().slice(0, 10)
    if (date >= today) return date
  }
}
