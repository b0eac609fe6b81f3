import type { Session } from './ports.ts';
import type { ParsedMigration, Statement } from './statement.ts';

/** An object a statement made, changed or dropped, as Postgres's event triggers name it. */
export interface Touch {
  /** Index of the statement in its file. */
  readonly statement: number;
  /** Command tag: `CREATE TABLE`, `ALTER TABLE`, `GRANT`. */
  readonly tag: string;
  /** `table`, `table column`, `function`, … as pg_event_trigger_ddl_commands says; undefined where it says nothing (GRANT). */
  readonly type: string | undefined;
  readonly schema: string | undefined;
  /** Quoted and qualified: `public.notes`, `public.notes.title`. */
  readonly identity: string | undefined;
  readonly dropped: boolean;
}

/** A throw-away database with the past the files' authors had in mind: Supabase's baseline, and nothing else. */
export interface ShadowDatabase {
  readonly session: Session;
  /**
   * Runs one migration as `up` would, and says what each statement touched.
   * @throws {MigratorError} what the file raises; `shadow_…` when the shadow lacks something.
   */
  replay(migration: ParsedMigration): Promise<readonly Touch[]>;
  /** Runs some statements of a migration, in order, in one transaction of their own. */
  replayStatements(migration: ParsedMigration, statements: readonly Statement[]): Promise<readonly Touch[]>;
  close(): Promise<void>;
}

/** Where shadow databases come from. */
export interface Shadow {
  /** A fresh database at the start. */
  open(): Promise<ShadowDatabase>;
  /** Gives back the server, and drops what is left. */
  close(): Promise<void>;
}
