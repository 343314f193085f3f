import { calm } from './calm.ts'
import type { Scenario } from './scenario.ts'
import { sigkillLmdb } from './sigkill-lmdb.ts'
import { sigkillProcess } from './sigkill-process.ts'

export const scenarios: Readonly<Record<string, Scenario>> = {
  calm,
  'sigkill-process': sigkillProcess,
  'sigkill-lmdb': sigkillLmdb,
}
