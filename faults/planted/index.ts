// The faults that the harness must find, or it finds nothing.
import type { Planted } from './planting.ts'

const runtime = 'server/runtime/night-runtime.ts'
const tails = 'server/log/redis-tails.ts'

export const planted: readonly Planted[] = [
  {
    name: 'answer-before-durable',
    fault: 'a command is answered before the log has it',
    scenario: 'redis-sigkill',
    expected: 'answered-once',
    replacements: [
      {
        file: runtime,
        find: 'const appended = await this.#append(commits, due)',
        replace: `batch.forEach((waiting, i) => answers[i] && waiting.answer(answers[i]))
      const appended = await this.#append(commits, due)`,
      },
    ],
  },
  {
    name: 'no-id-look-up',
    fault: 'a command that is asked again is done again',
    scenario: 'calm',
    expected: 'answered-once',
    replacements: [
      { file: 'server/log/redis-script.ts', find: '  if number then', replace: '  if false then' },
      {
        file: 'server/runtime/decide-on.ts',
        find: 'if (known) {',
        replace: 'if (known && !known) {',
      },
    ],
  },
  {
    name: 'position-for-identity',
    fault: 'histories are compared by their length, not by what is in them',
    scenario: 'redis-short',
    expected: 'replay',
    replacements: [
      {
        file: tails,
        find: 'const isSame = head.number > (last?.number ?? 0) || head.id === last?.id',
        replace: 'const isSame = head.number >= (last?.number ?? 0)',
      },
      {
        file: tails,
        find: 'return commitAfter(night, last, text)',
        replace: 'return commitAt(night, (last?.number ?? 0) + 1, text)',
      },
      {
        file: tails,
        find: 'import { commitAfter, parseHead }',
        replace: 'import { commitAt, parseHead }',
      },
      {
        file: runtime,
        find: 'if (commit.parent === (last?.id ?? null)) commits.push(commit)',
        replace: 'if (commit.number === (last?.number ?? 0) + 1) commits.push(commit)',
      },
      {
        file: runtime,
        find: 'for await (const page of this.#deps.log.read(this.id, this.head?.id ?? null))\n      commits.push(...page)',
        replace:
          'for await (const page of this.#deps.log.read(this.id, null)) commits.push(...page.filter((commit) => commit.number > (this.head?.number ?? 0)))',
      },
    ],
  },
  {
    name: 'stale-timer',
    fault: 'a round that was made longer ends when it would have',
    scenario: 'calm',
    expected: 'no-early-end',
    replacements: [
      {
        file: 'server/runtime/deadlines.ts',
        find: 'if (next && this.#next && nameOf(next) === nameOf(this.#next)) return',
        replace: 'if (next && this.#next && next.command.type === this.#next.command.type) return',
      },
      {
        file: 'src/lib/night/rounds/decide.ts',
        find: 'if (!due) return',
        replace: 'if (!due && !at) return',
      },
    ],
  },
  {
    name: 'forgotten-slice',
    fault: 'what the host says on every screen is told to nobody who is there',
    scenario: 'calm',
    expected: 'view',
    replacements: [
      {
        file: 'server/gateway/shared-part.ts',
        find: 'if (this.#sent.get(name) === text) {',
        replace: "if (name === 'screens' || this.#sent.get(name) === text) {",
      },
    ],
  },
  {
    name: 'deaf-tail',
    fault: 'after a lost connection to Redis nobody listens, and the process serves on',
    scenario: 'redis-sigkill',
    expected: 'replay',
    replacements: [
      {
        file: tails,
        find: 'this.#setAway(true)\n        await pause(RETRY_MS)',
        replace: 'return',
      },
    ],
  },
  {
    name: 'nothing-for-who-returns',
    fault: 'a screen that comes back is told that it has everything',
    scenario: 'sigkill-process',
    expected: 'view',
    replacements: [
      {
        file: 'server/gateway/fanout.ts',
        find: 'known === head.id ? null',
        replace: 'known !== null ? null',
      },
    ],
  },
  {
    name: 'two-places',
    fault: 'somebody has a table and sits out',
    scenario: 'calm',
    expected: 'one-partner',
    replacements: [
      {
        file: 'src/lib/night/rounds/decide.ts',
        find: '...{ number, seating, ...timesFrom(at, settings) },',
        replace:
          '...{ number, seating: { ...seating, byes: seating.pairings[0].people.slice(1) }, ...timesFrom(at, settings) },',
      },
    ],
  },
  {
    name: 'never-synced',
    fault: 'what is answered is left to the kernel to write some time',
    scenario: 'synced-lmdb',
    expected: 'synced-first',
    replacements: [
      {
        file: 'server/log/lmdb.ts',
        find: 'open({ path: dir, overlappingSync: false, eventTurnBatching: false })',
        replace:
          'open({ path: dir, noSync: true, overlappingSync: false, eventTurnBatching: false })',
      },
    ],
  },
  {
    name: 'told-before-synced',
    fault: 'a command is answered while its commit is still on its way to Redis',
    scenario: 'synced-redis',
    expected: 'synced-first',
    replacements: [
      {
        file: runtime,
        find: 'const appended = await this.#append(commits, due)',
        replace: `batch.forEach((waiting, i) => answers[i] && waiting.answer(answers[i]))
      const appended = await this.#append(commits, due)`,
      },
    ],
  },
]
