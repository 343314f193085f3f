// Axe on every screen of an attendee's phone, at each stage of the evening.
import { expect, test, type Page } from '@playwright/test'
import * as v from 'valibot'
import { roundNumber, tableNumber, type AttendeeId } from '#night/ids.ts'
import { Hall } from '../../support/hall.ts'
import { faultlessInBothThemes, onBoth, phone, press, type Both, type Known } from './looking.ts'

test.describe.configure({ mode: 'parallel' })

const fr = { ...phone, locale: 'fr-FR', theme: 'night' } as const
const en = { ...phone, locale: 'en-GB', theme: 'paper' } as const

const ada = { name: 'Ada', languages: ['fr', 'en'], offers: ['IPFS'] } as const
const bo = { name: 'Bo', languages: ['fr', 'en'], seeks: ['IPFS'], first: true } as const
const others = ['Cyd', 'Dan', 'Eve', 'Fay', 'Gil'].map((name) => ({ name }))

const said = (who: typeof ada | typeof bo) => ({
  ...{ name: who.name, languages: [...who.languages] },
  ...('offers' in who && { offers: [...who.offers] }),
  ...('seeks' in who && { seeks: [...who.seeks] }),
})

/** Two phones that have a badge, and are in where that is asked. */
async function two(hall: Hall, arrived: boolean): Promise<Both> {
  const bring = (who: typeof ada | typeof bo) =>
    arrived ? hall.arrive(said(who)) : hall.night.join(said(who))
  const path = hall.nightPath
  return {
    fr: await hall.page(path, { ...fr, joined: await bring(ada) }),
    en: await hall.page(path, { ...en, joined: await bring(bo) }),
  }
}

const tab = (pages: Both, known: Known) => press(pages, known, 'link')
const now = (pages: Both) => tab(pages, ['En cours', 'Now'])
const closed = (pages: Both) => onBoth(pages, (page) => page.keyboard.press('Escape'))

test('landing, joining and the badge', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:20', { title: 'Paris P2P #12' })
  const look = faultlessInBothThemes
  const visit = async (path: string): Promise<Both> => ({
    fr: await hall.page(path, fr),
    en: await hall.page(path, en),
  })
  // Which first waits for what makes pages open offline, and is not there under test.
  const check = await visit('/check')
  const pages = await visit('/')
  await look(pages, 'landing', ['Le code de la soirée', 'The night’s code'])
  await onBoth(pages, (page) => page.getByRole('textbox').fill('AB'))
  await press(pages, ['Aller à la soirée', 'Go to the night'])
  await look(pages, 'a code too short', [/quatre caractères\. Il y en a 2/, /This has 2/])

  const code = hall.host.view.about?.code
  await onBoth(pages, (page) => page.goto(`${hall.server.url}/j/${code}`))
  await look(pages, 'joining', ['Rejoindre Paris P2P #12', 'Join Paris P2P #12'])
  await press(pages, ['Avoir mon badge', 'Get my badge'])
  await look(pages, 'joining without a name', [/^Tape un nom/, /^Type a name/])
  await onBoth(pages, (page, is) => page.getByLabel(['Ton nom', 'Your name'][is] ?? '').fill('Ada'))
  await hall.order({ type: 'door/allow-self', allowed: true })
  await press(pages, ['Avoir mon badge', 'Get my badge'])
  // A code of the widest letters there are.
  await onBoth(pages, (page) =>
    page.locator('.code > [aria-hidden]').evaluate((code) => (code.textContent = 'WMWM')),
  )
  await look(pages, 'badge', ['Montre ceci à l’entrée', 'Show this at the door'])
  await tab(pages, ['Scène', 'Talks'])
  await look(pages, 'talks before the door', [/une fois ton arrivée notée/, /once you are checked/])

  await look(check, 'whether all is ready', [/^Prêt|^Pas prêt/, /^Ready|^Not ready/])

  const lost = await visit('/n/00000000')
  await look(lost, 'a night that is not there', ['Le code de la soirée', 'The night’s code'])
  await hall.close()
})

test('doors, and everything about oneself', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:30', { title: 'Paris P2P #12' })
  await hall.begin('doors')
  const pages = await two(hall, true)
  const look = faultlessInBothThemes
  await look(pages, 'doors', ['Te voilà', 'You are in'])
  await hall.order({ type: 'screens/message', text: 'The bar is open' })
  await look(pages, 'a message of the host', ['The bar is open', 'The bar is open'])

  await tab(pages, ['Moi', 'Me'])
  await look(pages, 'me', ['Ce que j’ai dit', 'What I said'])
  const sheets: readonly (readonly [string, Known])[] = [
    ['what I said', ['Changer', 'Change']],
    ['my badge', ['Mon badge', 'My badge']],
    ['leaving', ['Quitter la soirée', 'Leave the night']],
    ['forgetting', ['L’oublier sur ce téléphone', 'Forget it on this phone now']],
  ]
  for (const [what, button] of sheets) {
    await press(pages, button)
    await onBoth(pages, (page) => page.getByRole('dialog').waitFor())
    await look(pages, `the sheet: ${what}`)
    await closed(pages)
  }
  await onBoth(pages, (page, is) => page.getByLabel(['Son code', 'Their code'][is] ?? '').fill('2'))
  await press(pages, ['Ajouter', 'Add'])
  await look(pages, 'a refusal', [/./, /./])
  await tab(pages, ['Plan', 'Map'])
  await look(pages, 'map', ['La salle', 'The room'])

  await tab(pages, ['Scène', 'Talks'])
  await look(pages, 'no talks', [/Propose la première/, /Propose the first one/])
  await press(pages, ['Proposer une présentation', 'Propose a talk'])
  await onBoth(pages, (page) => page.getByRole('dialog').waitFor())
  await look(pages, 'proposing a talk')
  await press(pages, ['La proposer', 'Propose it'])
  await look(pages, 'a talk without a title', [/au moins deux lettres/, /at least two letters/])
  await onBoth(pages, (page, is) =>
    page.getByLabel(['Titre', 'Title'][is] ?? '').fill(`Radio ${is}`),
  )
  await press(pages, ['La proposer', 'Propose it'])
  await look(pages, 'a talk proposed', [/^Proposée\./, /^Proposed\./])
  await press(pages, ['Retirer', 'Withdraw'])
  await onBoth(pages, (page) => page.getByRole('dialog').waitFor())
  await look(pages, 'withdrawing a talk')

  await closed(pages)
  await now(pages)
  for (const name of ['Ada', 'Bo'])
    await hall.order({ type: 'door/check-out', for: hall.whois(name) })
  await look(pages, 'left', ['Tu as quitté la soirée', 'You have left'])
  await hall.close()
})

test('talks', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:55')
  const pages = await two(hall, true)
  const look = faultlessInBothThemes
  const talk = { minutes: 10, language: null, line: 'What it is about', link: 'https://p2p.paris' }
  const propose = { type: 'talks/propose', ...talk } as const
  await hall.order({ ...propose, title: 'Mesh radio', speaker: 'Gus' })
  await hall.order({ ...propose, title: 'Slow protocols', for: hall.whois('Ada') })
  await hall.order({ ...propose, title: 'Quick protocols', for: hall.whois('Bo') })
  const list = () => hall.host.view.talks?.list ?? []
  for (const { id, state } of list())
    if (state === 'proposed') await hall.order({ type: 'talks/accept', talk: id })
  const [guests, adas, bos] = list().map(({ id }) => id)
  if (!guests || !adas || !bos) throw new Error('expected three talks')

  await hall.reach('19:00')
  await hall.begin('talks')
  await look(pages, 'talks', [/Personne n’est sur scène/, /Nobody is on stage/])
  await hall.order({ type: 'talks/call', talk: guests })
  await look(pages, 'next on stage, and somebody on stage', ['C’est bientôt à toi', 'On stage'])
  await tab(pages, ['Scène', 'Talks'])
  await look(pages, 'the list of talks', ['Dans la file', 'In the queue'])
  await now(pages)
  await hall.order({ type: 'talks/stop', talk: guests })
  await hall.order({ type: 'talks/call', talk: adas })
  await look(pages, 'on stage, and next on stage', ['C’est à toi', 'You are next'])
  await hall.order({ type: 'talks/stop', talk: adas })
  await hall.order({ type: 'talks/call', talk: bos })
  await hall.pass(11 * 60)
  await look(pages, 'over time', ['de dépassement', 'over time'])
  await hall.close()
})

const numbered = (number: number) => v.parse(roundNumber, number)

/** Sees to it that one rests, or that one is among three and the other not. */
async function prepare(
  hall: Hall,
  round: number,
  { resting, inTrio }: { resting?: AttendeeId; inTrio?: readonly [AttendeeId, AttendeeId] },
): Promise<void> {
  const number = numbered(round)
  await hall.order({ type: 'rounds/plan', number })
  await hall.until('the preview', ({ desk }) => desk?.plan?.number === number)
  const { byes = [], pairings = [] } = hall.host.view.desk?.plan ?? {}
  const swap = async (a: AttendeeId | undefined, b: AttendeeId | undefined) => {
    if (a && b && a !== b) await hall.order({ type: 'rounds/swap', number, a, b })
  }
  if (resting) await swap(byes[0], resting)
  if (!inTrio) return
  const trio = pairings.find(({ people }) => people.length === 3)?.people ?? []
  const others = pairings.filter(({ people }) => people.length === 2).flatMap((p) => p.people)
  const [among, apart] = inTrio
  if (trio.includes(apart))
    await swap(
      apart,
      others.find((id) => id !== among),
    )
  if (!trio.includes(among))
    await swap(
      among,
      trio.find((id) => id !== apart),
    )
}

/** Whoever is at the table with somebody says that nobody came. */
async function miss(hall: Hall, round: number, id: AttendeeId): Promise<void> {
  const pairing = hall.host.view.desk?.round?.pairings.find(({ people }) => people.includes(id))
  const alone = pairing?.people.find((each) => each !== id)
  if (!alone) throw new Error('expected somebody with a partner')
  const number = numbered(round)
  await hall.order({ type: 'rounds/partner-missing', number, for: alone })
}

test('rounds', async ({ browser }) => {
  test.setTimeout(90_000)
  const hall = await Hall.open(browser, '19:20')
  const pages = await two(hall, true)
  for (const other of others) await hall.arrive(other)
  const look = faultlessInBothThemes
  const [adas, bos] = [hall.whois('Ada'), hall.whois('Bo')]
  // So few that nobody has to meet twice: then there is a trio, and no bye.
  await hall.order({ type: 'rounds/configure', count: 3, oddOne: 'trio' })
  await hall.reach('19:30')
  await hall.begin('rounds')
  await look(pages, 'before the first round', [/^Le tour 1 commence/, /^Round 1 starts soon/])

  await prepare(hall, 1, { inTrio: [adas, bos] })
  await hall.announceRound(1)
  await look(pages, 'changeover', ['avant le début', 'until it starts'])
  await tab(pages, ['Plan', 'Map'])
  await look(pages, 'map in a round', [/^Ta table est la/, /^Your table is/])
  await now(pages)
  await hall.talking()
  await press(pages, [/n’est venu$|n’est pas là$/, /isn’t here$/])
  await onBoth(pages, (page) => page.getByRole('dialog').waitFor())
  await look(pages, 'asking for another partner')
  await closed(pages)
  await press(pages, ['Je suis là', 'I’m here'])
  await look(pages, 'talking', [/Tu es là/, /You are here/])
  await hall.lastSeconds(50)
  await look(pages, 'the last minute', ['Plus qu’une minute', 'One minute left'])
  await hall.order({ type: 'program/pause' })
  await look(pages, 'paused', ['Pause', 'Paused'])
  await hall.order({ type: 'program/resume' })
  await hall.endRound()
  await look(pages, 'between two rounds', ['Le tour 1 est fini', 'Round 1 is over'])

  for (const id of [adas, bos]) await hall.order({ type: 'door/sit-out', for: id })
  await look(pages, 'away', ['Tu fais une pause', 'You are sitting out'])
  await tab(pages, ['Moi', 'Me'])
  await look(pages, 'me, sitting out', [/On ne te propose personne/, /^Nobody is paired with/])
  await hall.close()
})

for (const [resting, absent] of [
  ['Bo', 'Ada'],
  ['Ada', 'Bo'],
] as const) {
  test(`${resting} rests while ${absent} is missed and comes back`, async ({ browser }) => {
    const hall = await Hall.open(browser, '19:28')
    const pages = await two(hall, true)
    const look = faultlessInBothThemes
    await hall.arrive({ name: 'Cyd' })
    await hall.order({ type: 'rounds/configure', count: 1, oddOne: 'bye' })
    await hall.begin('rounds')
    await prepare(hall, 1, { resting: hall.whois(resting) })
    await hall.announceRound(1)
    await hall.talking()
    const one = absent === 'Ada' ? 0 : 1
    /** What the one who is missed is shown; the other is in the round, or rests from it. */
    const shown = (absentees: Known, others: Known): Known =>
      one === 0 ? [absentees[0], others[1]] : [others[0], absentees[1]]
    const seated: Known = ['restent', 'left']
    await look(pages, 'a rest', shown(seated, ['Tu te reposes ce tour-ci', 'You rest this round']))
    await miss(hall, 1, hall.whois(absent))
    await look(pages, 'missed', shown(['Tu nous as manqué', 'We missed you'], seated))
    await hall.order({ type: 'door/come-back', for: hall.whois(absent) })
    const last: Known = [
      'C’était le dernier tour de la soirée.',
      'That was the last round tonight.',
    ]
    await look(pages, 'back again', shown(last, seated))
    await hall.endRound()
    await look(pages, 'after the last round', [
      'C’était le dernier tour',
      'That was the last round',
    ])
    await hall.close()
  })
}

test('«still in?», offers, «we met», and a table’s card', async ({ browser }) => {
  test.setTimeout(90_000)
  const hall = await Hall.open(browser, '19:28')
  const pages = await two(hall, true)
  for (const name of ['Cyd', 'Dan', 'Eve']) await hall.arrive({ name, languages: ['fr', 'en'] })
  const look = faultlessInBothThemes
  const number = numbered(1)
  const [adas, bos] = [hall.whois('Ada'), hall.whois('Bo')]
  await hall.order({ type: 'rounds/configure', count: 2, oddOne: 'bye' })
  await hall.begin('rounds')
  await hall.order({ type: 'rounds/ask-room', number })
  await look(pages, '«still in?»', ['Toujours là pour le tour 1 ?', 'Still in for round 1?'])
  await press(pages, ['J’en suis', 'I’m in'])
  await look(pages, 'still in', [/C’est noté, tu seras du tour 1/, /You are in for round 1/])

  await prepare(hall, 1, { resting: bos })
  await hall.announceRound(1)
  await hall.talking()
  await hall.order({ type: 'rounds/here', number, for: adas })
  await hall.pass(60)
  await look(pages, 'an offer, and whoever may come', [/^Faire venir Bo$/, /^Go to Ada$/])
  await hall.order({ type: 'door/sit-out', for: bos })
  await hall.pass(1)
  await look(pages, 'a host comes, and one who is away', [/un hôte vient/, 'You are sitting out'])
  await hall.order({ type: 'rounds/all-here', number, for: adas })
  await hall.lastSeconds(50)
  await onBoth(pages, (page) => page.goto(`${page.url()}?table=9`))
  await look(pages, 'another table’s card', [/^Ici, c’est la table 9/, /^This is table 9/])
  await onBoth(pages, (page) => page.keyboard.press('Escape'))
  await pages.fr.getByRole('button', { name: 'On s’est rencontrés' }).click()
  await look(pages, 'one said «we met»', [/^C’est noté\. Cela compte/, /./])
  const partner = hall.host.view.desk?.round?.pairings.find((p) => p.people.includes(adas))
  for (const id of partner?.people ?? [])
    if (id !== adas) await hall.order({ type: 'rounds/met', number, for: id })
  await hall.endRound()
  await look(pages, 'you met', [/^✓ Tu as rencontré/, /./])
  await look(pages, 'asked to remember', ['Oui, retenir', /./])
  await hall.close()
})

test('open tables, the end, and no line', async ({ browser }) => {
  const hall = await Hall.open(browser, '19:55')
  const pages = await two(hall, true)
  const look = faultlessInBothThemes
  await hall.reach('20:00')
  await hall.begin('free')
  await look(pages, 'no open table', [/^Aucune table/, /^No table is open/])
  await press(pages, ['Prendre une table', 'Claim a table'])
  await onBoth(pages, (page) => page.getByRole('dialog').waitFor())
  await look(pages, 'claiming a table')
  await closed(pages)
  const claim = { type: 'floor/claim', topic: 'Local-first' } as const
  await hall.order({ ...claim, table: v.parse(tableNumber, 3), for: hall.whois('Ada') })
  await look(pages, 'an open table', ['La rendre', 'Join'])
  await tab(pages, ['Plan', 'Map'])
  await look(pages, 'map with an open table', ['Tables ouvertes', 'Open tables'])
  await now(pages)
  await hall.order({ type: 'program/end' })
  await look(pages, 'the end', ['Merci', 'Thank you'])
  await hall.loseLine()
  await look(pages, 'no line', [/^Pas de réseau depuis/, /^No line since/])
  await hall.close()
})

test('without a line: the four words', async ({ browser }) => {
  const hall = await Hall.open(browser, '18:30')
  await hall.begin('doors')
  const pages = await two(hall, true)
  const look = faultlessInBothThemes
  const holdsEnvelopes = (page: Page) =>
    page.evaluate(
      (name) => Object.keys(JSON.parse(localStorage.getItem(name) ?? '{}').view?.envelopes ?? {}),
      `rendezvous:view:${hall.night.id}:attendee`,
    )
  await onBoth(pages, (page) => expect.poll(() => holdsEnvelopes(page)).toContain('1'))
  await hall.loseLine()
  await press(pages, ['Écrire les mots de l’écran', 'Type the words of the display'])
  await onBoth(pages, (page) => page.getByRole('dialog').waitFor())
  await look(pages, 'typing the words')
  await press(pages, ['Ouvrir', 'Open'])
  await look(pages, 'too few words', [/^Il faut quatre mots/, /^It takes four words/])
  await hall.close()
})
