// What the host can take back: the last thing first, until the evening has moved on by itself.
import * as v from 'valibot'
import { commandId, type CommandId } from '../ids.ts'
import type { Instant } from '../time.ts'

export const undoCommands = [
  /** Guarded by the command it takes back, so that two presses undo one thing. */
  v.object({ type: v.literal('undo/take'), of: commandId }),
] as const
export type UndoCommand = v.InferOutput<(typeof undoCommands)[number]>

export interface Undoable {
  readonly of: CommandId
  /** The type of the command it takes back. */
  readonly command: string
  readonly at: Instant
  readonly inverse: readonly { readonly type: string }[]
}

export type Undo = readonly Undoable[]

export type UndoEvent =
  | ({ readonly type: 'undo/offered' } & Undoable)
  | { readonly type: 'undo/taken'; readonly of: CommandId }
  | { readonly type: 'undo/lapsed' }

const kept = 20

export function applyUndo(undo: Undo, event: { readonly type: string }): Undo {
  const e = event as UndoEvent
  switch (e.type) {
    case 'undo/offered': {
      const { type: _, ...undoable } = e
      return [...undo.slice(1 - kept), undoable]
    }
    case 'undo/taken':
      return undo.filter((u) => u.of !== e.of)
    case 'undo/lapsed':
      return []
    default:
      return undo
  }
}
