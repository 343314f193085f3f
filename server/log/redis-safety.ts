// Whether a Redis keeps what it answers: what was promised to people rests on it.
import type { Redis } from 'ioredis'

const wanted = [
  { name: 'appendonly', isSafe: (value: string) => value === 'yes', say: 'yes' },
  { name: 'appendfsync', isSafe: (value: string) => value === 'always', say: 'always' },
  {
    name: 'maxmemory-policy',
    isSafe: (value: string) => value === 'noeviction',
    say: 'noeviction',
  },
]

/** What is set so that an answered command could be lost, as «name value»; none is safe. */
export async function risksOf(redis: Redis): Promise<readonly string[]> {
  const risks: string[] = []
  for (const { name, isSafe } of wanted) {
    // Whoever rents a Redis may not be told: then nobody knows.
    const [, value = 'unknown'] = (await redis.config('GET', name).catch(() => [])) as string[]
    if (!isSafe(value)) risks.push(`${name} ${value}`)
  }
  return risks
}

/** What to do about it, for whoever starts the server. */
export const adviceOn = (risks: readonly string[]): string =>
  `Redis could lose what was answered (${risks.join(', ')}): set ${wanted
    .filter(({ name }) => risks.some((risk) => risk.startsWith(`${name} `)))
    .map(({ name, say }) => `${name} ${say}`)
    .join(', ')} in redis.conf, or start with --unsafe-redis, and every host will see it`
