import { currentSegment, type Program } from './model.ts'

/** Until the doors' segment is over people are still coming: whoever has a badge is counted on. */
export const areStillComing = (program: Program): boolean =>
  program.phase === 'ahead' || currentSegment(program)?.kind === 'doors'
