import { expect, test } from 'vitest'
import { silence } from '#night/rounds/timetable.ts'
import { followsAfterMs, heartbeat } from '#protocol/heartbeat.ts'

test('a dead line is found out before the program is followed', () => {
  expect(heartbeat.everyMs + heartbeat.withinMs).toBeLessThan(silence)
})

test('of a hall that is cut off no screen follows before the server does', () => {
  const cutAt = 100_000
  // Signs of life come to each screen in its own rhythm, and the server hears whoever was last.
  const heard = [0, 1, 4_000, 9_999].map((before) => cutAt - before)
  const server = Math.max(...heard) + silence
  for (const at of heard) expect(at + followsAfterMs).toBeGreaterThanOrEqual(server)
})
