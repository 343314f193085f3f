// A round starts: from the host's press to the last phone that has its seat.
import { median, rounded, type Row } from '../measure.ts'
import { Child } from './child.ts'
import { each, give, nightWith, quiet, times } from './crowd.ts'
import { Phone } from './phone.ts'
import type { Usage } from './server.ts'

interface Fan {
  readonly p50: number
  readonly p99: number
  readonly last: number
  readonly cpu: number
  /** Messages that a phone got, at most and at least. */
  readonly most: number
  readonly least: number
}

const rounds = 5

/** When each phone had its last of `messages`, ms after `trigger` was called. */
async function fan(
  child: Child,
  phones: readonly Phone[],
  messages: number,
  trigger: () => unknown,
): Promise<Fan> {
  await quiet(phones)
  const cpu = await child.ask<number>('cpuMs')
  const before = phones.map((phone) => phone.events)
  const receipts: number[] = []
  let from = 0
  const all = new Promise<void>((resolve) => {
    phones.forEach((phone, i) => {
      const until = (before[i] ?? 0) + messages
      phone.onEvent = () => {
        if (phone.events !== until) return
        receipts.push(performance.now() - from)
        if (receipts.length === phones.length) resolve()
      }
    })
  })
  from = performance.now()
  await trigger()
  await all
  const used = (await child.ask<number>('cpuMs')) - cpu
  await quiet(phones)
  const got = phones.map((phone, i) => phone.events - (before[i] ?? 0))
  receipts.sort((a, b) => a - b)
  const at = (share: number) => receipts[Math.ceil(share * receipts.length) - 1] ?? NaN
  return {
    ...{ p50: at(0.5), p99: at(0.99), last: at(1), cpu: used },
    ...{ most: Math.max(...got), least: Math.min(...got) },
  }
}

async function ours(people: number): Promise<{ fans: Fan[]; bytes: number }> {
  const child = await Child.start('product')
  const before = await child.ask<Usage>('usage')
  const { phones, host } = await nightWith(child, people)
  const fans: Fan[] = []
  for (const number of times(rounds).map((i) => i + 1)) {
    await give(host, { type: 'rounds/plan', number })
    fans.push(await fan(child, phones, 1, () => give(host, { type: 'rounds/start', number })))
    await give(host, { type: 'rounds/end', number })
  }
  const after = await child.ask<Usage>('usage')
  for (const phone of [...phones, host]) phone.close()
  await child.stop()
  return { fans, bytes: (after.rss - before.rss) / people }
}

async function floor(people: number): Promise<{ fans: Fan[]; bytes: number }> {
  const child = await Child.start('ws')
  const before = await child.ask<Usage>('usage')
  const phones = await each(times(people), () => Phone.connect({ port: child.port }))
  const fans: Fan[] = []
  for (const _ of times(rounds)) fans.push(await fan(child, phones, 2, () => phones[0]?.say('go')))
  const after = await child.ask<Usage>('usage')
  for (const phone of phones) phone.close()
  await child.stop()
  return { fans, bytes: (after.rss - before.rss) / people }
}

/** One line a size; the sides take turns. */
export async function fanout(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const people of sizes) {
    const [a, b, c, d] = [
      await ours(people),
      await floor(people),
      await ours(people),
      await floor(people),
    ]
    const mine = [...a.fans.slice(1), ...c.fans.slice(1)]
    const ws = [...b.fans.slice(1), ...d.fans.slice(1)]
    const of = (fans: readonly Fan[], key: keyof Fan) => median(fans.map((each) => each[key]))
    const cold = median([a, c].map(({ fans: [first] }) => first?.last ?? NaN))
    rows.push({
      people,
      'p50 ms': of(mine, 'p50'),
      'p99 ms': of(mine, 'p99'),
      'last ms': of(mine, 'last'),
      'ws last ms': of(ws, 'last'),
      'last ÷ ws': rounded(of(mine, 'last') / of(ws, 'last')),
      'CPU ms': of(mine, 'cpu'),
      'CPU ÷ ws': rounded(of(mine, 'cpu') / of(ws, 'cpu')),
      'cold ÷ warm': rounded(cold / of(mine, 'last')),
      'frames a phone': `${Math.min(...mine.map((f) => f.least))}–${Math.max(...mine.map((f) => f.most))}`,
      'kB a phone': rounded(a.bytes / 1000),
      'ws kB a phone': rounded(b.bytes / 1000),
    })
  }
  return rows
}
