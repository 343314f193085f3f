// Axe on every screen of whoever holds a night: holding it, and the desk in every segment.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import * as v from 'valibot'
import { hold as holdEn } from '#i18n/en/hold.ts'
import { host as en } from '#i18n/en/host.ts'
import { hold as holdFr } from '#i18n/fr/hold.ts'
import { host as fr } from '#i18n/fr/host.ts'
import { roundNumber, tableNumber } from '#night/ids.ts'
import { root } from '../../../scripts/sources.js'
import { Hall } from '../../support/hall.ts'
import { desk, faultless, onBoth, press, type Both, type Known } from './looking.ts'

test.describe.configure({ mode: 'parallel' })

const said = (pick: (words: typeof en) => string): Known => [pick(fr), pick(en)]
const ofHold = (pick: (words: typeof holdEn) => string): Known => [pick(holdFr), pick(holdEn)]

async function desks(hall: Hall): Promise<Both> {
  const { linked } = await hall.night.screen('host')
  const open = async (locale: string) => hall.page(linked.link, { ...desk, locale })
  return { fr: await open('fr-FR'), en: await open('en-GB') }
}

const opened = (pages: Both) => onBoth(pages, (page) => page.getByRole('dialog').waitFor())
const closed = (pages: Both) => onBoth(pages, (page) => page.keyboard.press('Escape'))
const section = (pages: Both, known: Known) => press(pages, known, 'link')

test('holding a night', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:00')
  const stranger = async (locale: string) => hall.page('/hold', { ...desk, locale })
  const strangers = { fr: await stranger('fr-FR'), en: await stranger('en-GB') }
  await faultless(
    strangers,
    'not the owner',
    ofHold((h) => h.notOwner),
  )

  const link = `/hold#${hall.server.ownerSecret}`
  const owner = async (locale: string) => hall.page(link, { ...desk, locale })
  const pages: Both = { fr: await owner('fr-FR'), en: await owner('en-GB') }
  await faultless(
    pages,
    'from the template',
    ofHold((h) => h.templateHint),
  )
  const choose = (pick: (words: typeof holdEn) => string) =>
    onBoth(pages, (page, is) => page.getByText(ofHold(pick)[is], { exact: true }).click())
  await choose((h) => h.scratch)
  await faultless(
    pages,
    'from scratch',
    ofHold((h) => h.scratchHint),
  )
  await choose((h) => h.announcement)
  await faultless(
    pages,
    'from an announcement',
    ofHold((h) => h.announcementHint),
  )
  const page = readFileSync(`${root}/tests/e2e/axe/announcement.md`, 'utf8')
  await onBoth(pages, (each) => each.getByRole('textbox').fill(page))
  await press(
    pages,
    ofHold((h) => h.read),
  )
  await faultless(
    pages,
    'what a page became',
    ofHold((h) => h.understood),
  )
  await hall.close()
})

test('the desk before the doors, at the doors and for talks', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:20', { forecast: 40 })
  const pages = await desks(hall)
  await faultless(
    pages,
    'before the doors',
    said((w) => w.ahead.text),
  )
  await hall.begin('doors')
  await hall.arrive({ name: 'Ada', first: true })
  await hall.night.join({ name: 'Bo' })
  await faultless(
    pages,
    'doors',
    said((w) => w.doors.arrivals),
  )
  await press(
    pages,
    said((w) => w.setup.make(w.setup.linkFor.door)),
  )
  await opened(pages)
  await faultless(
    pages,
    'a link to hand out',
    said((w) => w.setup.madeHint),
  )
  await closed(pages)

  const talk = {
    minutes: 10,
    language: 'en',
    line: 'In a line',
    link: 'https://p2p.paris',
  } as const
  const propose = { type: 'talks/propose', ...talk } as const
  await hall.order({ ...propose, title: 'Mesh radio', speaker: 'Gus' })
  await hall.order({ ...propose, title: 'Slow protocols', for: hall.whois('Ada') })
  await section(
    pages,
    said((w) => w.tabs.talks),
  )
  await faultless(pages, 'talks ahead', ['Mesh radio', 'Mesh radio'])
  await section(
    pages,
    said((w) => w.tabs.now),
  )
  await hall.reach('19:00')
  await hall.begin('talks')
  for (const { id, state } of hall.host.view.talks?.list ?? [])
    if (state === 'proposed') await hall.order({ type: 'talks/accept', talk: id })
  const [first] = hall.host.view.talks?.list ?? []
  if (!first) throw new Error('expected a talk')
  await hall.order({ type: 'talks/call', talk: first.id })
  await hall.pass(12 * 60)
  await faultless(
    pages,
    'a talk over its time',
    said((w) => w.talks.stop),
  )
  await hall.order({ type: 'program/pause' })
  await faultless(pages, 'paused', [/^En pause depuis/, /^Paused since/])
  await hall.close()
})

test('the desk for rounds', async ({ browser }) => {
  const hall = await Hall.open(browser, '19:40')
  for (const name of ['Ada', 'Bo', 'Cyd', 'Dan', 'Eve']) await hall.arrive({ name })
  await hall.order({ type: 'rounds/configure', oddOne: 'bye' })
  await hall.begin('rounds')
  const pages = await desks(hall)
  await faultless(
    pages,
    'late, before a round',
    said((w) => w.rounds.makePreview),
  )
  await hall.order({ type: 'rounds/plan', number: v.parse(roundNumber, 1) })
  await faultless(
    pages,
    'a preview',
    said((w) => w.rounds.choose),
  )
  await onBoth(pages, (page) => page.getByRole('button', { name: 'Ada', exact: true }).click())
  await faultless(
    pages,
    'changing',
    said((w) => w.rounds.chosenOne('Ada')),
  )
  await onBoth(pages, (page) => page.getByRole('button', { name: 'Bo', exact: true }).click())
  await faultless(
    pages,
    'two chosen',
    said((w) => w.rounds.chosenTwo('Ada', 'Bo')),
  )
  await hall.order({ type: 'rounds/ask-room', number: v.parse(roundNumber, 1) })
  await faultless(
    pages,
    'the room is asked',
    said((w) => w.rounds.ask.answered(0, 5)),
  )
  await hall.order({ type: 'door/sit-out', for: hall.whois('Eve') })
  await onBoth(pages, (page) => page.getByRole('button', { name: /round 1:|tour 1 :/ }).click())
  await opened(pages)
  await faultless(
    pages,
    'a stale preview',
    said((w) => w.ask.stale(1)),
  )
  await closed(pages)

  await hall.announceRound(1)
  await faultless(
    pages,
    'changeover',
    said((w) => w.rounds.changeover),
  )
  await hall.talking()
  await hall.order({
    ...{ type: 'rounds/here', number: v.parse(roundNumber, 1) },
    for: hall.whois('Ada'),
  })
  await faultless(
    pages,
    'talking',
    said((w) => w.rounds.talking),
  )
  await press(
    pages,
    said((w) => w.next.endRound(1)),
  )
  await opened(pages)
  await faultless(
    pages,
    'ending a round',
    said((w) => w.ask.endRound(1)),
  )
  await closed(pages)
  await hall.endRound()
  await faultless(
    pages,
    'between two rounds',
    said((w) => w.rounds.over(1)),
  )
  await hall.close()
})

test('the desk of the free part, and its sections', async ({ browser }) => {
  const hall = await Hall.open(browser, '20:00')
  const ada = await hall.arrive({ name: 'Ada' })
  await hall.arrive({ name: 'Bo' })
  await hall.begin('free')
  const pages = await desks(hall)
  await faultless(
    pages,
    'no open table',
    said((w) => w.free.none),
  )
  const claim = { type: 'floor/claim', topic: 'Local-first' } as const
  await hall.order({ ...claim, table: v.parse(tableNumber, 3), for: ada.attendee })
  await faultless(pages, 'an open table', ['Local-first', 'Local-first'])

  await section(
    pages,
    said((w) => w.tabs.people),
  )
  await onBoth(pages, (page) => page.getByRole('button', { name: /^Ada/ }).click())
  await faultless(
    pages,
    'people',
    said((w) => w.people.rename),
  )
  await section(
    pages,
    said((w) => w.tabs.talks),
  )
  await faultless(
    pages,
    'talks',
    said((w) => w.talks.queueEmpty),
  )
  await section(
    pages,
    said((w) => w.tabs.setup),
  )
  await hall.order({ type: 'screens/message', text: 'The bar is open' })
  await faultless(
    pages,
    'settings',
    said((w) => w.setup.messageOff),
  )
  await onBoth(pages, (page, is) =>
    page
      .getByRole('button', { name: new RegExp(`^${[fr, en][is]?.setup.revoke} `) })
      .first()
      .click(),
  )
  await opened(pages)
  await faultless(
    pages,
    'revoking a link',
    said((w) => w.ask.revokeYes),
  )
  await closed(pages)

  await section(
    pages,
    said((w) => w.tabs.now),
  )
  await onBoth(pages, (page) => page.setViewportSize({ width: 390, height: 844 }))
  await faultless(pages, 'the desk on a phone', ['Local-first', 'Local-first'])
  await press(
    pages,
    said((w) => w.next.end),
  )
  await opened(pages)
  await faultless(
    pages,
    'ending the night',
    said((w) => w.ask.endNight),
  )
  await closed(pages)
  await hall.order({ type: 'program/end' })
  await faultless(
    pages,
    'the night is over',
    said((w) => w.done.heading),
  )
  await hall.loseLine()
  await faultless(pages, 'no line', [/^Pas de connexion/, /^No connection/])
  await hall.close()
})

test('a host link that opens nothing', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:00')
  const open = async (locale: string) =>
    hall.page(`/host/${hall.night.id}#none-of-ours-none-of-ours`, { ...desk, locale })
  const pages = { fr: await open('fr-FR'), en: await open('en-GB') }
  await onBoth(pages, (page) => expect(page.getByRole('heading').first()).toBeVisible())
  await faultless(pages, 'no host link')
  await hall.close()
})
