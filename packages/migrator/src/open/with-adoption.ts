import type { AdoptInput, DecidedAdoption } from '../adopt/adoption.ts';
import { planAdoption } from '../adopt/plan-adoption.ts';
import type { Config } from '../model/config.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import type { Session } from '../model/ports.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { Target } from '../model/target.ts';
import { parseFile } from '../source/parse-file.ts';
import { withShadow } from './with-shadow.ts';

export interface AdoptionRun {
  readonly session: Session;
  readonly target: Target;
  readonly config: Config;
  /** Replayed before the start and judged no more, in order. */
  readonly past: readonly Migration[];
  /** What is judged, in order. */
  readonly judged: readonly Migration[];
  /** Of migrations in progress, only what is done of them counts. */
  readonly history?: readonly HistoryRow[];
}

/** Replays the files on a shadow, judges the target by it and decides, and closes the shadow after `work`. */
export function withAdoption<T>(
  run: AdoptionRun,
  work: (decided: DecidedAdoption) => Promise<T>,
): Promise<T> {
  return withAdoptInput(run, async (input) => work(await planAdoption(input)));
}

/** What an adoption is judged by, with a shadow that is closed after `work`. */
export async function withAdoptInput<T>(
  run: AdoptionRun,
  work: (input: AdoptInput) => Promise<T>,
): Promise<T> {
  const { session, target, config } = run;
  const past: ParsedMigration[] = [];
  for (const migration of run.past) past.push(doneOf(await parseFile(migration, config.cwd), run.history));
  const files: AdoptInput['files'][number][] = [];
  for (const migration of run.judged)
    files.push({ migration, parsed: doneOf(await parseFile(migration, config.cwd), run.history) });
  return withShadow({ config, database: { session, target } }, (shadow) =>
    work({ session, shadow, past, files, allowed: config }),
  );
}

/** The whole file; of one in progress the statements that are done. */
function doneOf(parsed: ParsedMigration, history: readonly HistoryRow[] = []): ParsedMigration {
  const row = history.find(({ filename }) => filename === parsed.name);
  if (row?.outcome !== 'in_progress') return parsed;
  return { ...parsed, statements: parsed.statements.slice(0, row.statementsDone ?? 0) };
}
