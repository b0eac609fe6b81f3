import type { NewHistoryRow } from '../database/history.ts';
import type { TimeLimits } from '../database/session-settings.ts';
import type { Evidence, Outcome, Unfinished } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { Statement } from '../model/statement.ts';
import type { AloneRule } from './alone-rule.ts';
import type { Marker } from './marker.ts';

/** A statement without its parse tree, which is large and no longer needed. */
export type PlacedStatement = Pick<Statement, 'index' | 'text' | 'start' | 'line'>;

/** A piece of a message; with `statement` it is text of the file, else ours. */
export interface Piece {
  readonly text: string;
  readonly statement?: PlacedStatement;
}

/** One migration as the server gets it: parts in order, the last of which records it as done. */
export interface ComposedFile {
  readonly migration: Migration;
  /** The file's text and how its path is shown, for the places of errors. */
  readonly text: string;
  readonly shownPath: string;
  readonly statements: readonly PlacedStatement[];
  readonly parts: readonly Part[];
}

/** Whole transactions, which share a message with what is beside them; or a statement that has a message to itself. */
export type Part = MessagePart | AlonePart;

interface PartPlace {
  /** Index of the file in the run, and of the part in the file. */
  readonly file: number;
  readonly part: number;
  /** How many of the file's statements, the first ones, are done when it begins. */
  readonly done: number;
  /** True where that is recorded by then. */
  readonly recorded: boolean;
}

export interface MessagePart extends PartPlace {
  readonly kind: 'message';
  readonly pieces: readonly Piece[];
}

export interface AlonePart extends PartPlace {
  readonly kind: 'alone';
  readonly statement: PlacedStatement;
  readonly rule: AloneRule;
  /** An earlier run has begun it. */
  readonly begun: boolean;
  readonly row: NewHistoryRow;
}

export interface ComposeContext {
  readonly marker: Marker;
  /** Index of the file in the run. */
  readonly file: number;
  readonly batch: number;
  readonly limits: TimeLimits;
  /** The file runs in a transaction that is open and stays open, instead of one of its own. */
  readonly shared?: boolean;
}

/** What is done of a file, and how that is recorded; by default all of it, as `applied`. */
export interface FileWork {
  /** The statements to run, in order. */
  readonly statements: readonly Statement[];
  /** SQL of our own that runs after them, such as the mending of a policy. */
  readonly mends: readonly string[];
  readonly outcome: Outcome;
  readonly evidence?: Evidence;
  /** The statements take the file back: its row is deleted instead of written. */
  readonly forget?: true;
  /** An earlier run has done a part of it. */
  readonly resumes?: Resumed;
}

/** What the history says of a migration in progress. */
export interface Resumed {
  readonly done: number;
  readonly unfinished: Unfinished;
  readonly durationMs: number;
}
