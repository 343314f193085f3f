// The pairing engine: pure functions over integers. How it decides: docs/pairing.md.
export { affinity, inCommon } from './affinity.ts'
export type { CommonTopic } from './affinity.ts'
export { ENGINE, inputHash } from './input.ts'
export { planEvening, planRound } from './evening.ts'
export type { Candidate, PairingInput, PlannedPairing, PlannedRound } from './model.ts'
export { repair } from './repair.ts'
export type { Repair, RepairInput } from './repair.ts'
