import type { Session } from './ports.ts';
import type { ParsedMigration, Statement } from './statement.ts';
import type { Target } from './target.ts';

/**
 * An object a statement made, changed or dropped, as Postgres's event triggers name it. Roles and databases are no
 * object of one database and are never named.
 */
export interface Touch {
  /** Index of the statement in its file. */
  readonly statement: number;
  /** Command tag: `CREATE TABLE`, `ALTER TABLE`, `GRANT`. */
  readonly tag: string;
  /** `table`, `table column`, `policy`, …; of GRANT, REVOKE and ALTER DEFAULT PRIVILEGES the kind they name: `TABLE`. */
  readonly type: string | undefined;
  /** Quoted and qualified: `public.notes`, `public.notes.title`, `"read own" on public.notes`; undefined for GRANT. */
  readonly identity: string | undefined;
  /** What it was called before, where an earlier touch of this replay named it otherwise: a rename, a move to a schema. */
  readonly was: string | undefined;
  readonly dropped: boolean;
  /**
   * From the statement's text, where it changes nothing else: of the table its columns and constraints (`''` is the
   * table itself), of a GRANT or REVOKE the objects, without schema. undefined: anything of the object.
   */
  readonly names: readonly string[] | undefined;
}

/** A throw-away database with the past the files' authors had in mind: Supabase's baseline, and nothing else. */
export interface ShadowDatabase {
  /** As the role that files run as, outside of any transaction. */
  readonly session: Session;
  /** Where it is, for a tool that connects by itself. */
  readonly target: Target;
  /**
   * False where touches are not known: the shadow's role is no superuser, or a file took the log away. Then `replay`
   * gives none.
   */
  readonly logged: boolean;
  /** Extensions that files create and the shadow lacks, where they were passed by. */
  readonly missing?: ReadonlySet<string>;
  /**
   * Runs one migration as `up` would, and says what each statement touched, in the order it happened.
   * @throws {MigratorError} `shadow_replay_failed`, with the place; `shadow_extension_missing`;
   *   `shadow_cluster_statement`, before anything of the file ran; what the runner refuses to send.
   */
  replay(migration: ParsedMigration): Promise<readonly Touch[]>;
  /** Runs some statements of a migration, in order, as a file of their own. */
  replayStatements(migration: ParsedMigration, statements: readonly Statement[]): Promise<readonly Touch[]>;
  /** Drops it. Doing so twice is fine. */
  close(): Promise<void>;
}

/** Where shadow databases come from. */
export interface Shadow {
  /**
   * A fresh database at the start. Roles are as they were before any replay, also while an earlier database of this
   * shadow is still open; databases that are replayed *at the same time* see each other's roles.
   * @param options.logged false: without the log of touches, so that nothing of ours is in it.
   */
  open(options?: { readonly logged?: boolean }): Promise<ShadowDatabase>;
  /** True where only one database can be open: the server gives no more. */
  readonly oneAtATime: boolean;
  /** Drops what is left, and gives back the server. Doing so twice is fine. */
  close(): Promise<void>;
}

/**
 * - `embedded`: a cluster of its own, in `directory` (absolute; made when missing) or beside it.
 * - `url`: databases on the server that SHADOW_DATABASE_URL names, or that database itself.
 * - `target`: databases on the target's own server.
 */
export type ShadowSource =
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'url'; readonly target: Target }
  | { readonly kind: 'target'; readonly target: Target };

/** One right that new objects of the migrating role get by default. */
export interface DefaultPrivilege {
  /** undefined: in every schema. */
  readonly schema: string | undefined;
  readonly objects: 'TABLES' | 'SEQUENCES' | 'ROUTINES' | 'TYPES' | 'SCHEMAS';
  /** undefined: PUBLIC. `owner`: the migrating role itself, whatever its name. */
  readonly grantee: { readonly role: string } | 'owner' | undefined;
  /** `SELECT`, `EXECUTE`, … */
  readonly privilege: string;
  readonly grantable: boolean;
}
