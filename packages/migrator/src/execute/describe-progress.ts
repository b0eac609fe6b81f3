import type { NewHistoryRow } from '../database/history.ts';
import type { Unfinished } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { Segment } from '../model/segment.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { hashStatements } from '../sql/hash-statements.ts';
import type { ComposeContext, FileWork, PlacedStatement } from './composed-file.ts';

/** A file while it is composed. */
export interface Composing {
  readonly migration: Migration;
  readonly parsed: ParsedMigration;
  readonly context: ComposeContext;
  readonly work: FileWork;
  readonly statements: readonly PlacedStatement[];
  readonly segments: readonly Segment[];
}

/** The file's row, as it will be in the end. */
export function newRow({ migration, parsed, context, work }: Composing): NewHistoryRow {
  return {
    filename: migration.name,
    checksum: migration.checksum,
    statements: parsed.statements.length,
    batch: context.batch,
    outcome: work.outcome,
    evidence: work.evidence,
    ...(work.resumes === undefined ? {} : { earlier: work.resumes.durationMs }),
  };
}

/** What has to be known to go on at segment `at`, when `done` statements are done. */
export function unfinishedAt(
  { parsed, segments, work }: Composing,
  at: number,
  done: number,
): Omit<Unfinished, 'begun'> {
  const rest = segments.slice(at).flatMap(({ statements }) => statements.map(({ index }) => index));
  const all = parsed.statements.filter(({ index, border }) => index >= done && border === undefined);
  return {
    done: hashStatements(parsed.statements.slice(0, done)),
    ...(rest.length === all.length ? {} : { run: rest }),
    ...(work.mends.length === 0 ? {} : { mends: work.mends }),
    ...(work.outcome === 'applied' ? {} : { outcome: work.outcome }),
    ...(work.evidence === undefined ? {} : { evidence: work.evidence }),
  };
}
