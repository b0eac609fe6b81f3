import type { Statement } from './statement.ts';

/** Statements of a file that run together. */
export interface Segment {
  /** `transaction`: they commit together or not at all; `alone`: one statement, in no transaction. */
  readonly runs: 'transaction' | 'alone';
  readonly statements: readonly Statement[];
  /** What the BEGIN in front of them asks for, as `SET TRANSACTION` takes it; empty where it asks for nothing. */
  readonly modes: string;
}
