import { objectsExist } from '../../adopt/existing-guard.ts';
import { historyOf } from '../../database/history-of.ts';
import { planResume } from '../../execute/plan-resume.ts';
import { refuseStatement } from '../../execute/refuse-statement.ts';
import { readHazards } from '../../lint/read-hazards.ts';
import type { Config } from '../../model/config.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';
import type { HistoryRow } from '../../model/history.ts';
import type { Migration } from '../../model/migration.ts';
import type { PlannedMigration } from '../../model/plan.ts';
import type { PlanResult } from '../../model/result.ts';
import type { ParsedMigration, Statement } from '../../model/statement.ts';
import { withDatabase } from '../../open/with-database.ts';
import { cutSegments } from '../../plan/cut-segments.ts';
import { pendingMigrations, planRun } from '../../plan/plan-run.ts';
import { displayPath } from '../../source/display-path.ts';
import { parseFile } from '../../source/parse-file.ts';
import { readMigrationFolder } from '../../source/read-migration-folder.ts';
import { type CreatedName, createdNames } from '../../sql/created-names.ts';
import { describeStatements } from '../../sql/describe-statement.ts';
import { findDenied } from './find-denied.ts';

/** What `up` would do, and what is hazardous about it; writes nothing and takes no lock. A file that can not run is shown with its error. */
export async function readPlan(config: Config, outOfOrder: boolean, emit: Emit): Promise<PlanResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, target }) => {
    const history = await historyOf(session, contact, folder.migrations);
    const plan = planRun({ ...folder, history, oldHistory: contact.oldHistory, outOfOrder });
    const pending = pendingMigrations(plan);
    const rows = new Map(history.map((row) => [row.filename, row]));
    const migrations: PlannedMigration[] = [];
    const names: CreatedName[] = [];
    const denied: Finding[] = [];
    // One after the other: the parse tree of one file may take hundreds of megabytes.
    for (const migration of pending) {
      const { planned, parsed, left } = await readPlanned(migration, rows.get(migration.name), config.cwd);
      migrations.push(planned);
      if (parsed !== undefined) {
        const pendingStatements = left.map((statement) => ({ parsed, statement }));
        denied.push(...(await findDenied(session, contact.user, pendingStatements)));
      }
      if (parsed !== undefined) names.push(...createdNames([parsed]));
    }
    // Then `up` compares before it runs anything.
    const existing = history.length === 0 && (await objectsExist(session, names));
    // What is in effect needs no right: an adoption does not run it.
    if (existing) denied.length = 0;
    const hazards = await readHazards(folder, {
      judged: (migration) => pending.includes(migration),
      cwd: config.cwd,
    });
    return {
      target: target.label,
      directory: folder.directory,
      outcome: outcomeOf(plan.blockers.length + denied.length, migrations),
      skipped: plan.steps.length - pending.length,
      migrations,
      findings: [
        ...plan.blockers,
        ...denied,
        ...plan.notices,
        ...(existing ? [ADOPTION_DUE] : []),
        ...hazards,
      ],
    };
  });
}

async function readPlanned(
  migration: Migration,
  row: HistoryRow | undefined,
  cwd: string,
): Promise<{
  planned: PlannedMigration;
  parsed: ParsedMigration | undefined;
  left: readonly Statement[];
}> {
  const { name } = migration;
  const path = displayPath(migration.path, cwd);
  let parsed: ParsedMigration | undefined;
  let error: MigratorError | undefined;
  let left: readonly Statement[] = [];
  try {
    parsed = await parseFile(migration, cwd);
    left = parsed.statements;
    for (const statement of parsed.statements) refuseStatement(statement, parsed);
    if (row !== undefined) left = planResume(row, parsed).statements;
  } catch (caught) {
    if (!(caught instanceof MigratorError)) throw caught;
    error = caught;
  }
  const segments = cutSegments(left, { directives: parsed?.directives });
  const planned: PlannedMigration = {
    name,
    path,
    transactional: segments.length < 2 && segments[0]?.runs !== 'alone' && row === undefined,
    statements: segments.flatMap((segment) => describeStatements(segment.statements)),
    segments: segments.map(({ runs, statements: some }) => ({ runs, statements: some.length })),
    done: row?.statementsDone ?? 0,
    ...(error === undefined ? {} : { error }),
  };
  return { planned, parsed, left };
}

const ADOPTION_DUE: Finding = {
  code: 'adoption_due',
  severity: 'warning',
  message:
    'Nothing is recorded, though objects of these files are there: "migrate up" compares them before it runs anything.',
  hint: '"migrate adopt" shows what of each file is in effect.',
};

function outcomeOf(blockers: number, migrations: readonly PlannedMigration[]): PlanResult['outcome'] {
  if (blockers > 0) return 'blocked';
  return migrations.some(({ error }) => error !== undefined) ? 'refused' : 'ready';
}
