import type { Finding } from './finding.ts';
import type { ParsedMigration } from './statement.ts';

/** Which files are undone; without either, those of the last run of `up`. */
export interface UndoSelection {
  /** So many of the newest. */
  readonly step?: number | undefined;
  /** Those that ran after this one, which stays. */
  readonly to?: string | undefined;
}

/** A file to be undone. */
export interface UndoFile {
  readonly parsed: ParsedMigration;
  /** The inverse its author wrote (`NAME.down.sql`), where there is one. */
  readonly down?: ParsedMigration | undefined;
}

/** A table or column whose values the inverse throws away or cuts, as it is called on the target. */
export interface UndoLoss {
  /** The migration whose undoing loses them. */
  readonly migration: string;
  readonly schema: string;
  readonly table: string;
  /** undefined: the whole table. */
  readonly column: string | undefined;
  /** A column's new type may not hold each of its values. */
  readonly narrowed: boolean;
}

/** A loss of a database that has something to lose. */
export interface DataLoss extends UndoLoss {
  /** Rows of the table, or values of the column that are not NULL. */
  readonly rows: number;
}

/** How one migration is undone. */
export interface UndoStep {
  readonly migration: string;
  /** `down`: by the file its author wrote; `generated`: from the catalog before and after it. */
  readonly source: 'down' | 'generated';
  /** What runs; empty where there is nothing to undo. */
  readonly inverse: ParsedMigration;
  /** Tried on the shadow: what it throws away. */
  readonly losses: readonly UndoLoss[];
  /** Statements of the migration that moved rows, which nothing generated takes back. */
  readonly left: readonly Finding[];
  /** A blocker: it can not be undone, and why; a warning: it can, and what to know. */
  readonly findings: readonly Finding[];
}
