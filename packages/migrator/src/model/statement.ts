import type { ErrorCode } from './errors.ts';

/** One statement of a migration, cut out by Postgres's own grammar. */
export interface Statement {
  /** 0-based position in the file. */
  readonly index: number;
  /**
   * The statement without leading comments and without its semicolon. Ends in a line end where its last line may be
   * a comment, so that a semicolon can always be put behind it.
   */
  readonly text: string;
  /** Offset of `text` in the file's text, in UTF-16 units. */
  readonly start: number;
  /** 1-based line of `start`. */
  readonly line: number;
  /** Node tag of the parse tree: `CreateStmt`, `IndexStmt`, … */
  readonly kind: string;
  /** How it stands to a transaction. */
  readonly transaction: TransactionRule;
  /** Why it is `outside` or a `border`, in words; absent when it is `inside`. */
  readonly reason?: string;
  /** Set on a border. */
  readonly border?: Border;
  /** The label it adds to an enum: nothing may use it before it is committed. */
  readonly newLabel?: string;
  /** Set on a statement the runner never sends: it would break what the runner promises. */
  readonly refusal?: Refusal;
  /** The parse tree below `kind`, as libpg-query gives it. */
  readonly tree: unknown;
}

/**
 * - `inside`: may run in a transaction.
 * - `outside`: Postgres refuses it there (CREATE INDEX CONCURRENTLY, VACUUM, …).
 * - `border`: BEGIN, COMMIT and their like, which would end the runner's own transaction.
 */
export type TransactionRule = 'inside' | 'outside' | 'border';

/** A BEGIN with the modes it asks for, as `SET TRANSACTION` takes them and empty where it asks for none; or an end. */
export type Border = { readonly begins: true; readonly modes: string } | { readonly begins: false };

/** Why a statement is never sent. */
export interface Refusal {
  readonly code: ErrorCode;
  /** One sentence: what it would do. */
  readonly message: string;
  /** One sentence: the way on. */
  readonly hint: string;
}

/** What the comments on top of a file ask for. */
export interface Directives {
  /** `-- migrate: lock-timeout 2s`, in milliseconds. */
  readonly lockTimeout?: number;
  /** `-- migrate: no-transaction`: statements run each on its own, but for those between BEGIN and COMMIT. */
  readonly noTransaction?: boolean;
}

/** One name in a `-- migrate: allow RULE, RULE: why`: findings of the rule are not reported there. */
export interface Allow {
  readonly rule: string;
  /** Offset of the comment in the file's text, in UTF-16 units. */
  readonly start: number;
  /** 0-based position of the statement it stands above; undefined above the first: the whole file. */
  readonly statement: number | undefined;
}

/** A migration's text, taken apart. */
export interface ParsedMigration {
  readonly name: string;
  /** How errors show its path: relative to where the user typed when it lies below. */
  readonly shownPath: string;
  /** LF line ends, no BOM; every offset counts in this. */
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly directives: Directives;
  readonly allows: readonly Allow[];
}
