// The five announcement pages of Paris P2P, read where they lie.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Announcement } from '../../server/announcement/parse.ts'
import { parseAnnouncement } from '../../server/announcement/parse.ts'

const folder = fileURLToPath(new URL('../../../shared/data/paris-p2p/monthly/', import.meta.url))
const page = (number: number): string => `${folder}paris-p2p-${number}.md`
const isMissing = !existsSync(folder)
const why = isMissing ? ` (skipped: ../shared/data/paris-p2p/monthly is missing)` : ''

const ofAll = {
  ok: true,
  subtitle: 'Monthly Peer to Beer',
  venue: 'Ground Control, Paris',
  draft: false,
  unread: [],
} as const
const unsaid = { minutes: null, language: null } as const
const issue = (number: number): string => `https://github.com/francep2p/community/issues/${number}`

const expected: Readonly<Record<number, Announcement>> = {
  0: {
    ...ofAll,
    title: 'Paris P2P #0',
    subtitle: 'Community bootstrap',
    date: '2019-08-07',
    link: 'https://www.meetup.com/fr-FR/Paris-P2P/events/263089573/',
    items: [
      {
        ...unsaid,
        kind: 'talk',
        title: 'History and current state of P2P',
        speaker: 'Manfred Touron',
        speakerLink: 'https://manfred.life',
        link: issue(16),
        summary: 'Slides: here (https://manfred.life/history-p2p-presentation)',
        line: 13,
      },
    ],
  },
  1: {
    ...ofAll,
    title: 'Paris P2P #1',
    date: '2019-09-04',
    link: 'https://www.meetup.com/fr-FR/Paris-P2P/events/263171540/',
    items: [
      {
        ...unsaid,
        kind: 'workshop',
        title: 'Brainstorm for the next chapters',
        speaker: '@lpieri',
        speakerLink: 'https://github.com/lpieri',
        link: issue(33),
        summary: [
          `Louise plans to open Lyon P2P (${issue(10)}).`,
          '',
          'During this brainstorm, we will discuss about:',
          '',
          '- The framework to open new FranceP2P chapters',
          '- The tooling to maintain a multi-region community',
        ].join('\n'),
        line: 13,
      },
      {
        ...unsaid,
        kind: 'talk',
        title: 'P2P vs Lords of the Ring',
        speaker: '@zicmama',
        speakerLink: 'https://github.com/zicmama',
        link: issue(44),
        summary: 'From single computers to ONE. A quest for the precious.',
        line: 22,
      },
    ],
  },
  2: {
    ...ofAll,
    title: 'Paris P2P #2',
    date: '2019-10-02',
    link: 'https://www.meetup.com/fr-FR/Paris-P2P/events/263191369/',
    items: [
      {
        ...unsaid,
        kind: 'workshop',
        title: 'Introduction to Crypto Wallet (Beginners)',
        speaker: '@LesHackeuses',
        speakerLink: 'https://leshackeuses.fr/',
        link: issue(24),
        summary: 'This workshop will teach you how to install and create a wallet on your device.',
        line: 13,
      },
      {
        ...unsaid,
        kind: 'talk',
        title: 'Web 3.0 with IPFS',
        speaker: '@aeddi',
        speakerLink: 'https://github.com/aeddi',
        link: issue(21),
        summary: [
          '- IPFS overview',
          '- The solutions it provides to decentralize / distribute the web and the issues it faces',
        ].join('\n'),
        line: 17,
      },
      {
        ...unsaid,
        kind: 'workshop',
        title: 'Poster Session: Delegate Proof-of-Stake (Blockchain)',
        speaker: '@zooma2k18',
        speakerLink: 'https://github.com/zooma2k18',
        link: issue(31),
        summary: [
          "- What's Delegate Proof-of-Stake Protocol?",
          '- Differences with Proof-of-Work',
          '- DPOS: State of the art and Mainnet examples',
        ].join('\n'),
        line: 22,
      },
    ],
    unread: [
      {
        line: 22,
        text: `3. **[Poster Session: Delegate Proof-of-Stake _(Blockchain)_)](${issue(31)})** _(Workshop)_ -- [@zooma2k18](https://github.com/zooma2k18)`,
        reason: 'unbalanced-bracket',
      },
    ],
  },
  3: {
    ...ofAll,
    title: 'Paris P2P #3',
    date: '2019-11-06',
    link: 'https://www.meetup.com/France-P2P/events/263191379/',
    items: [
      {
        ...unsaid,
        kind: 'talk',
        title: 'DPOS: Under the hood (Beginners)',
        speaker: '@louptheron',
        speakerLink: 'https://github.com/louptheron',
        link: issue(32),
        summary: [
          "- After the poster-session about DPOS by @zooma2k18, we'll try to see how these consensus are implemented in a blockchain.",
          '- We will explain the main differences between the various implements.',
        ].join('\n'),
        line: 13,
      },
      {
        ...unsaid,
        kind: 'talk',
        title: 'Decentralized Reputation on the Blockchain',
        speaker: '@PhilippeMts',
        speakerLink: 'https://github.com/PhilippeMts',
        link: issue(47),
        summary:
          '- Presentation of a project aiming to build a transparent, flexible, certified and autonomous reputation system.',
        line: 18,
      },
    ],
  },
  5: {
    ...ofAll,
    title: 'Paris P2P #5',
    date: '2020-01-08',
    link: 'https://www.meetup.com/France-P2P/events/265590715/',
    draft: true,
    items: [
      { kind: 'free-slot', minutes: 15, line: 14 },
      { kind: 'free-slot', minutes: 15, line: 15 },
    ],
    unread: [
      {
        line: 9,
        text: 'draft: true # this event is embedded into paris p2p festival',
        reason: 'comment',
      },
    ],
  },
}

describe.skipIf(isMissing)(`the real announcement pages${why}`, () => {
  for (const [number, announcement] of Object.entries(expected)) {
    it(`page ${number} says exactly what is written on it`, () => {
      const text = readFileSync(page(Number(number)), 'utf8')
      expect(parseAnnouncement(text)).toEqual(announcement)
    })

    it(`page ${number} says the same with Windows line ends and a byte order mark`, () => {
      const text = readFileSync(page(Number(number)), 'utf8')
      expect(parseAnnouncement(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(announcement)
    })
  }
})
