// What can befall the disk of a laptop that holds the night alone.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { smallDisk } from '../rig/disk.ts'
import { Stage } from '../rig/stage.ts'
import type { Scenario } from './scenario.ts'

export const diskFull: Scenario = async ({ program, phones }) => {
  const disk = smallDisk(16)
  const stage = await Stage.open({
    ...{ program, store: 'lmdb', processes: 1, phones, data: disk.dir },
    ...(disk.kind === 'a limit on files' && { startedWith: () => ({ fileBlocks: 4_000 }) }),
  })
  const filler = join(disk.dir, 'filler')
  try {
    await stage.evening.midRound()
    stage.fault()
    if (disk.kind === 'a small file system') fillUp(filler)
    const ended = await untilEnded(stage)
    rmSync(filler, { force: true })
    if (ended) await stage.process(0).start()
    await wait(2_000)
    const how = ended ? 'the process ended and was started again with room' : 'it found room'
    return { happened: `the disk (${disk.kind}) was full: ${how}`, ...(await stage.reckon()) }
  } finally {
    await stage.close()
    disk.remove()
  }
}

/** A disk in use cannot be made read-only from outside: it is, when the process comes back. */
export const diskReadOnly: Scenario = async ({ program, phones }) => {
  const disk = smallDisk(16)
  const stage = await Stage.open({
    ...{ program, store: 'lmdb', processes: 1, phones, data: disk.dir },
  })
  try {
    await stage.evening.midRound()
    stage.fault()
    await stage.process(0).kill()
    disk.setReadOnly(true)
    const refused = await stage
      .process(0)
      .start()
      .then(
        () => false,
        () => true,
      )
    await wait(2_000)
    await stage.process(0).kill()
    disk.setReadOnly(false)
    await stage.process(0).start()
    await wait(2_000)
    const how = refused ? 'refused to start' : 'started'
    const happened = `killed, found its disk (${disk.kind}) read-only: ${how}; then it could be written again`
    return { happened, ...(await stage.reckon()) }
  } finally {
    await stage.close()
    disk.remove()
  }
}

async function untilEnded(stage: Stage): Promise<boolean> {
  for (const giveUpAt = Date.now() + 30_000; Date.now() < giveUpAt; await wait(100))
    if (!stage.process(0).isRunning) return true
  return false
}

function fillUp(file: string): void {
  const open = openSync(file, 'w')
  const some = Buffer.alloc(4_096)
  try {
    for (;;) writeSync(open, some)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(open)
  }
}
