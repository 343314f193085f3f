// From a deadline on the server's clock until a frame that shows it is painted: the attendee's page,
// and beside it one that does nothing but wait for its own clock, in turn, in the same browser.
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import { chromiumArgs } from '../../scripts/chromium.js'
import { find } from '../../scripts/find-program.js'
import type { Row } from '../measure.ts'
import { productIn } from '../wire/child.ts'
import { checkedIn, joined, order, welcomeOf, type Crowd } from '../wire/crowd.ts'
import { beside, quantile } from '../wire/figures.ts'
import { runsOr } from '../wire/options.ts'

declare global {
  interface Window {
    /** When frames were painted after something changed on the page, ms since 1970. */
    painted: number[]
  }
}

const seconds = 30
const settleMs = 8_000
const mostOffMs = 450
const most = 1.1

/** Notes when a change of what `role=timer` says is on the screen. */
function notePaints(): void {
  window.painted = []
  const { port1, port2 } = new MessageChannel()
  // What is posted while a frame is made comes once it is handed over.
  port1.onmessage = () => window.painted.push(performance.timeOrigin + performance.now())
  let isComing = false
  const changed = (changes: readonly MutationRecord[]) => {
    const isTimer = changes.some(({ target }) =>
      (target instanceof Element ? target : target.parentElement)?.closest('[role=timer]'),
    )
    if (!isTimer || isComing) return
    isComing = true
    requestAnimationFrame(() => {
      isComing = false
      port2.postMessage(null)
    })
  }
  const what = { subtree: true, childList: true, characterData: true }
  new MutationObserver(changed).observe(document, what)
}

/**
 * A timer and nothing else, in figures as large as ours: it ticks at every half second, when the other
 * page does not.
 */
const barePage = `<!doctype html><title>bare</title>
  <style>p { font: 700 min(28vw, 9rem)/1 system-ui; font-variant-numeric: tabular-nums; margin: 0 }</style>
  <p role="timer">10:00</p><script>
  const text = document.querySelector('p').firstChild
  const two = (n) => String(n).padStart(2, '0')
  let left = 600
  function wait() {
    const at = Math.floor((Date.now() + 500) / 1000) * 1000 + 500
    const next = at <= Date.now() ? at + 1000 : at
    setTimeout(() => { text.data = two(Math.floor(--left / 60)) + ':' + two(left % 60); wait() }, next - Date.now())
  }
  wait()
</script>`

async function attendeePage(browser: Browser, crowd: Crowd): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.addInitScript(notePaints)
  await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
    `rendezvous:badge:${crowd.night}`,
    JSON.stringify(crowd.people[0]),
  ] as const)
  await page.goto(`${crowd.server.url}/n/${crowd.night}`)
  await page.getByRole('timer').waitFor()
  return page
}

async function plainPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.addInitScript(notePaints)
  await page.route('**/bare', (route) =>
    route.fulfill({ contentType: 'text/html', body: barePage }),
  )
  await page.goto(`${url}/bare`)
  return page
}

/** So many ms into each second a figure of the round that is on is due: a whole second before its end. */
async function phaseOf(crowd: Crowd): Promise<number> {
  const [person] = crowd.people
  const round = person && (await welcomeOf(crowd, person)).snapshot?.round
  if (!round) throw new Error('expected a round that is on, found none')
  return round.endsAt % 1000
}

async function slowed(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: times })
}

/**
 * How long after its deadline each change was painted, ms: less than nothing where that was before it.
 * Deadlines are `phase` ms into each second.
 */
async function lateness(page: Page, phase: number): Promise<number[]> {
  const painted = await page.evaluate(() => window.painted.splice(0))
  return painted
    .map((at) => ((at - phase + 500) % 1000) - 500)
    .filter((late) => Math.abs(late) < mostOffMs)
}

export async function painted(): Promise<Row[]> {
  const executablePath = find('chromium')
  const product = productIn({ screens: true })
  const server = await product.start()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...chromiumArgs],
  })
  try {
    const crowd = await checkedIn(await joined(server, 2))
    await order(crowd, { type: 'rounds/start', number: 1 })
    const phase = await phaseOf(crowd)
    const [ours, bare] = [await attendeePage(browser, crowd), await plainPage(browser, server.url)]
    const rows: Row[] = []
    for (const times of [1, 4]) {
      await Promise.all([slowed(ours, times), slowed(bare, times)])
      await sleep(settleMs)
      await Promise.all([lateness(ours, phase), lateness(bare, 500)])
      await sleep(runsOr(1) * seconds * 1000)
      const [us, them] = [await lateness(ours, phase), await lateness(bare, 500)]
      const both = (share: number) => ({ ours: quantile(us, share), floor: quantile(them, share) })
      const slow = times === 1 ? '' : `, ${times} × slower`
      rows.push(
        beside(`deadline to painted, p50, ms, ${us.length} and ${them.length}${slow}`, {
          ...both(0.5),
          most,
        }),
        beside(`the same, p90, ms${slow}`, both(0.9)),
        beside(`the same, the earliest, ms${slow}`, both(0)),
      )
    }
    return rows
  } finally {
    await browser.close()
    await server.stop()
    product.forget()
  }
}
