// Each promise, broken on purpose in what was written down: the checker must see it.
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { chain, textOfCommit, type Commit } from '#night/history.ts'
import { commandId, commitId } from '#night/ids.ts'
import type { Pairing } from '#night/rounds/model.ts'
import { check } from '../../faults/checker/check.ts'
import { sha256 } from '../../faults/checker/history.ts'
import type { Entry, Evidence, Transcript } from '../../faults/checker/transcript.ts'
import { aRound, allIsWell, idOf, transcriptOf } from './told.ts'

const codesOf = (evidence: Evidence) => [...new Set(check(evidence).map(({ code }) => code))]
const elsewhere = v.parse(commitId, 'x'.repeat(22))

/** The evidence with one screen's entries changed. */
function heard(
  screen: string,
  change: (entries: readonly Entry[]) => readonly Entry[],
  evidence = allIsWell(),
): Evidence {
  const transcripts = evidence.transcripts.map((each): Transcript =>
    each.screen === screen ? { ...each, entries: change(each.entries) } : each,
  )
  return { ...evidence, transcripts }
}

/** The same commits, one of them with other content: ids made anew from there on. */
function rewritten(commits: readonly Commit[], change: (commit: Commit) => Commit): Commit[] {
  const chained: Commit[] = []
  for (const commit of commits) chained.push(chain(chained.at(-1) ?? null, change(commit), sha256))
  return chained
}

/** What screens and processes would say of this log, were it true. */
function toldOf(commits: readonly Commit[]): Evidence {
  const transcripts = [transcriptOf(commits, { kind: 'host' })]
  return { texts: commits.map(textOfCommit), transcripts, states: [] }
}

it('a night in which all is well has no violations', () => {
  expect(check(allIsWell())).toEqual([])
})

describe('answered-once', () => {
  it('an answered command is not in the log', () => {
    const id = v.parse(commandId, 'never-appended')
    const answer = { ok: true, head: elsewhere } as const
    const evidence = heard('Ada', (entries) => [
      ...entries,
      { kind: 'answered', at: 0, id, answer },
    ])
    expect(codesOf(evidence)).toEqual(['answered-once'])
  })

  it('a retry got another answer', () => {
    const evidence = heard('Ada', (entries) => {
      const last = entries.at(-1)
      if (last?.kind !== 'answered') return entries
      return [...entries, { ...last, answer: { ok: true, head: null } }, last]
    })
    expect(codesOf(evidence)).toEqual(['answered-once'])
  })

  it('a retry of what was done is refused', () => {
    const evidence = heard('Ada', (entries) => {
      const last = entries.at(-1)
      if (last?.kind !== 'answered') return entries
      return [...entries, { ...last, answer: { ok: false, code: 'rounds/already-over' } }]
    })
    expect(codesOf(evidence)).toEqual(['answered-once'])
  })

  it('a command is in the log twice', () => {
    const { commits } = aRound()
    const last = commits.at(-1)
    if (!last) expect.fail('expected commits')
    const { night, type, by, at } = last
    const command = v.parse(commandId, 'ada-is-here')
    const twice = chain(last, { night, command, type, by, at, events: [] }, sha256)
    expect(codesOf(toldOf([...commits, twice]))).toEqual(['answered-once'])
  })

  it('but after a cut that was expected, the later answer counts', () => {
    const evidence = heard('Ada', (entries) => {
      const last = entries.at(-1)
      const shown = entries.findLast((entry) => entry.kind === 'frame')
      if (last?.kind !== 'answered' || shown?.kind !== 'frame') return entries
      const { at, head, slices: snapshot } = shown
      const lost = { ...last, answer: { ok: true, head: elsewhere } } as const
      const forgotten = { kind: 'welcome', at, head, snapshot, forgotten: true } as const
      return [...entries.slice(0, -2), lost, forgotten, last]
    })
    expect(codesOf({ ...evidence, isCutExpected: true })).toEqual([])
    expect(codesOf(evidence)).toEqual(['answered-once', 'told-and-kept'])
  })
})

it('unanswered: nobody ever answered', () => {
  const evidence = heard('Ada', (entries) => entries.filter(({ kind }) => kind !== 'answered'))
  expect(codesOf(evidence)).toEqual(['unanswered'])
})

describe('replay', () => {
  it('a process stands elsewhere, or has another night, or says nothing', () => {
    const evidence = allIsWell()
    const [one] = evidence.states
    if (!one?.state) expect.fail('expected a process')
    const { state } = one
    const states = [
      { process: 'behind', state: { ...state, number: state.number - 1 } },
      { process: 'other', state: { ...state, hash: '0'.repeat(32) } },
      { process: 'silent', state: null },
    ]
    expect(check({ ...evidence, states }).map(({ code }) => code)).toEqual([
      'replay',
      'replay',
      'replay',
    ])
  })

  it('the log is damaged', () => {
    const { commits } = aRound()
    const texts = commits.map(textOfCommit)
    const whole = allIsWell().transcripts
    const damaged = { texts: texts.toSpliced(-1, 1, texts[0] ?? ''), states: [], transcripts: [] }
    expect(codesOf(damaged)).toEqual(['replay'])
    expect(codesOf({ ...damaged, transcripts: whole })).toContain('told-and-kept')
  })
})

it('one-partner: somebody sits at two tables', () => {
  const commits = rewritten(aRound().commits, (commit) => ({
    ...commit,
    events: commit.events.map((event) => {
      if (event.type !== 'rounds/announced' || !('seating' in event)) return event
      const seating = event.seating as { pairings: Pairing[] }
      const [first, second] = seating.pairings
      if (!first || !second) return event
      const doubled = { ...second, people: [...second.people, ...first.people.slice(0, 1)] }
      return { ...event, seating: { ...seating, pairings: [first, doubled] } }
    }),
  }))
  expect(codesOf(toldOf(commits))).toEqual(['one-partner'])
})

describe('no-early-end', () => {
  it('by the log’s own time', () => {
    const { commits } = aRound()
    const early = rewritten(commits, (commit) =>
      commit.by === 'system' ? { ...commit, at: (commit.at - 60_000) as Commit['at'] } : commit,
    )
    expect(codesOf(toldOf(early))).toEqual(['no-early-end'])
  })

  it('by the clock on the wall', () => {
    const evidence = heard('guest', (entries) =>
      entries.map((entry, i) => (i === entries.length - 1 ? { ...entry, at: 1 } : entry)),
    )
    expect(codesOf(evidence)).toEqual(['no-early-end'])
  })

  it('but a host may end it at any time', () => {
    const early = rewritten(aRound().commits, (commit) =>
      commit.by === 'system' ? { ...commit, by: 'host:hostpass0001', at: 1 as never } : commit,
    )
    expect(codesOf(toldOf(early))).toEqual([])
  })
})

describe('view', () => {
  const withoutRound = (entry: Entry): Entry => {
    if (entry.kind !== 'frame') return entry
    const { round: _, ...slices } = entry.slices
    return { ...entry, slices }
  }

  it('a slice was forgotten on the way, and made good later', () => {
    const evidence = heard('guest', (entries) =>
      entries.map((entry, i) => (i === entries.length - 4 ? withoutRound(entry) : entry)),
    )
    expect(check(evidence).map(({ sentence }) => sentence)).toEqual([
      'guest shows another round at head 10 than the log leads to',
    ])
  })

  it('somebody’s own slice was forgotten', () => {
    const evidence = heard('Ada', (entries) =>
      entries.map((entry) => {
        if (entry.kind !== 'frame') return entry
        const { seat: _, ...slices } = entry.slices
        return { ...entry, slices }
      }),
    )
    expect(codesOf(evidence)).toEqual(['view'])
  })

  it('a line of the roster was forgotten', () => {
    const evidence = heard('host', (entries) =>
      entries.map((entry) => {
        if (entry.kind !== 'frame') return entry
        const { roster = {}, ...slices } = entry.slices
        const { [idOf('Mary')]: _, ...lines } = roster
        return { ...entry, slices, roster: lines }
      }),
    )
    expect(codesOf(evidence)).toEqual(['view'])
  })

  it('a screen is not there at the end, or was sent away', () => {
    const behind = heard('guest', (entries) => entries.slice(0, -1))
    expect(codesOf(behind)).toEqual(['view'])
    const away = { kind: 'farewell', at: 0, code: 'wire/no-pass' } as const
    expect(codesOf(heard('guest', (entries) => [...entries, away]))).toEqual(['view'])
  })

  it('but what is urgent may be ahead of the head it names', () => {
    const evidence = heard('guest', (entries) => {
      const [before, after] = entries.slice(-2)
      if (before?.kind !== 'frame' || after?.kind !== 'frame') return entries
      return [...entries.slice(0, -2), { ...before, slices: after.slices }, after]
    })
    expect(codesOf(evidence)).toEqual([])
  })
})

it('told-and-kept: a screen was shown what the log does not have', () => {
  const evidence = heard('guest', (entries) => {
    const last = entries.at(-1)
    return last?.kind === 'frame' ? [...entries, { ...last, head: elsewhere }, last] : entries
  })
  expect(codesOf(evidence)).toEqual(['told-and-kept'])
})
