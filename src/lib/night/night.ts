// Composes the features: every command, every event, the state of a night; decide, apply, fold.
import * as v from 'valibot'
import { aboutCommands, applyAbout, type About, type AboutEvent } from './about/model.ts'
import {
  applyDoor,
  copyOfDoor,
  doorCommands,
  emptyDoor,
  type Door,
  type DoorEvent,
} from './door/model.ts'
import {
  applyFloor,
  emptyFloor,
  floorCommands,
  type Floor,
  type FloorEvent,
} from './floor/model.ts'
import { applyPasses, passesCommands, type Passes, type PassesEvent } from './passes/model.ts'
import {
  applyProgram,
  emptyProgram,
  programCommands,
  type Program,
  type ProgramEvent,
} from './program/model.ts'
import { applyRounds } from './rounds/apply.ts'
import { roundsCommands } from './rounds/commands.ts'
import { copyOfRounds, plannedRounds, type Rounds, type RoundsEvent } from './rounds/model.ts'
import {
  applyScreens,
  plainScreens,
  screensCommands,
  type Screens,
  type ScreensEvent,
} from './screens/model.ts'
import {
  applyTalks,
  copyOfTalks,
  emptyTalks,
  talksCommands,
  type Talks,
  type TalksEvent,
} from './talks/model.ts'
import { applyUndo, undoCommands, type Undo, type UndoEvent } from './undo/model.ts'

export const command = v.variant('type', [
  ...aboutCommands,
  ...programCommands,
  ...doorCommands,
  ...roundsCommands,
  ...talksCommands,
  ...floorCommands,
  ...screensCommands,
  ...passesCommands,
  ...undoCommands,
])
export type Command = v.InferOutput<typeof command>
export type CommandType = Command['type']

export type NightEvent =
  | AboutEvent
  | ProgramEvent
  | DoorEvent
  | RoundsEvent
  | TalksEvent
  | FloorEvent
  | ScreensEvent
  | PassesEvent
  | UndoEvent

export interface Night {
  about: About | null
  program: Program
  readonly door: Door
  readonly rounds: Rounds
  readonly talks: Talks
  readonly floor: Floor
  screens: Screens
  readonly passes: Passes
  undo: Undo
}

/** A night of which nothing is known yet. */
export const emptyNight = (): Night => ({
  about: null,
  program: emptyProgram(),
  door: emptyDoor(),
  rounds: plannedRounds(),
  talks: emptyTalks(),
  floor: emptyFloor(),
  screens: plainScreens(),
  passes: new Map(),
  undo: [],
})

/** A night of its own with the same content: what is applied to one leaves the other as it is. */
export const copyOf = (night: Night): Night => ({
  ...night,
  door: copyOfDoor(night.door),
  rounds: copyOfRounds(night.rounds),
  talks: copyOfTalks(night.talks),
  floor: { ...night.floor, open: new Map(night.floor.open) },
  passes: new Map(night.passes),
})

/** Records one event in the night, in place. Never refuses: what happened, happened. */
export function apply(night: Night, event: { readonly type: string }): void {
  night.about = applyAbout(night.about, event)
  night.program = applyProgram(night.program, event)
  applyDoor(night.door, event)
  applyRounds(night.rounds, event)
  applyTalks(night.talks, event)
  applyFloor(night.floor, event)
  night.screens = applyScreens(night.screens, event)
  applyPasses(night.passes, event)
  night.undo = applyUndo(night.undo, event)
}

/** The night that a history leads to. */
export function fold(events: Iterable<{ readonly type: string }>): Night {
  const night = emptyNight()
  for (const event of events) apply(night, event)
  return night
}
