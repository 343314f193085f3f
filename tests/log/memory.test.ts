import { openMemoryLog } from '../../server/log/memory.ts'
import { logContract } from './contract.ts'

logContract('memory', () =>
  Promise.resolve({
    open: openMemoryLog,
    shared: false,
    lasting: false,
    remove: () => Promise.resolve(),
  }),
)
