import { readCatalog } from '../../catalog/read-catalog.ts';
import { refuseReadOnly } from '../../database/refuse-server.ts';
import type { Config } from '../../model/config.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';
import type { HistoryRow } from '../../model/history.ts';
import type { Migration, MigrationFolder } from '../../model/migration.ts';
import type { ParsedMigration } from '../../model/statement.ts';
import type { DataLoss, UndoFile } from '../../model/undo.ts';
import type { RollbackResult } from '../../model/undo-result.ts';
import type { Database } from '../../open/with-database.ts';
import { withShadow } from '../../open/with-shadow.ts';
import { parseFile } from '../../source/parse-file.ts';
import { countLosses, describeLoss } from '../../undo/count-losses.ts';
import { executeRollback } from '../../undo/execute-rollback.ts';
import { type JudgedTarget, judgeTarget } from '../../undo/judge-target.ts';
import { proveUndo, type UndoProof } from '../../undo/prove-undo.ts';
import { readForeignTables } from '../../undo/read-foreign-tables.ts';
import { readUndoFile } from '../../undo/read-undo-file.ts';
import type { AskFirst } from '../ask-first.ts';

export interface RollbackRun {
  readonly config: Config;
  readonly folder: MigrationFolder;
  /** Oldest first. */
  readonly history: readonly HistoryRow[];
  /** The newest of them, which are undone. */
  readonly rows: readonly HistoryRow[];
  readonly options: AskFirst;
  readonly emit: Emit;
}

/** Tries the undoing on a shadow, holds the target against it, and undoes if nothing speaks against it. */
export async function runRollback(database: Database, run: RollbackRun): Promise<RollbackResult> {
  const { config, history, rows, options, emit } = run;
  const { session } = database;
  if (options.dryRun !== true) refuseReadOnly(database.contact);
  const migrations = migrationsOf(run, history);
  const kept = migrations.slice(0, history.length - rows.length);
  const undone = migrations.slice(kept.length);
  const past: ParsedMigration[] = [];
  for (const migration of kept) past.push(await parseFile(migration, config.cwd));
  const files: UndoFile[] = [];
  for (const migration of undone) files.push(await readUndoFile(migration, config.cwd));

  return withShadow({ config, database }, async (shadow): Promise<RollbackResult> => {
    const foreign = await readForeignTables(session);
    const target = await readCatalog(session);
    const { serverMajor } = target;
    const proof = await proveUndo({ shadow, past, files, foreign, serverMajor });
    const parsed = files.map((file) => file.parsed);
    const judged = await judgeTarget({
      shadow,
      past,
      files: parsed,
      proof,
      target,
    });
    const losses =
      judged.drift.length > 0
        ? []
        : await countLosses(
            session,
            proof.steps.flatMap((step) => step.losses),
          );
    const findings = collectFindings(proof, judged, losses, run, database);
    const planned = {
      target: database.target.label,
      directory: run.folder.directory,
      migrations: proof.steps.map(({ migration, source, inverse }) => ({
        name: migration,
        source,
        sql: inverse.statements.map(({ text }) => text),
      })),
      losses,
      findings,
    };
    emit({ type: 'rollback_planned', ...planned });
    for (const finding of findings) emit({ type: 'finding', finding });
    if (findings.some(({ severity }) => severity === 'blocker')) return { ...planned, outcome: 'refused' };
    if (options.dryRun === true) return { ...planned, outcome: 'planned' };
    if (options.confirm !== undefined && !(await options.confirm()))
      return { ...planned, outcome: 'declined' };
    const steps = proof.steps.map((step, index) => {
      const migration = undone.at(-1 - index);
      if (migration === undefined) throw new Error(`a step without its migration: ${step.migration}`);
      return { step, migration };
    });
    try {
      await executeRollback(steps, { session, limits: config, judged, emit });
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      return {
        ...planned,
        outcome: 'failed',
        findings: [...findings, ...(error.details.findings ?? [])],
        error,
      };
    }
    return { ...planned, outcome: 'rolled_back' };
  });
}

/** In the order they ran, which is what led to where the target stands. */
function migrationsOf({ folder }: RollbackRun, history: readonly HistoryRow[]): Migration[] {
  const byName = new Map(folder.migrations.map((migration) => [migration.name, migration]));
  return history.map(({ filename }) => {
    const migration = byName.get(filename);
    if (migration === undefined) throw new Error(`recorded, and not on disk: ${filename}`);
    return migration;
  });
}

function collectFindings(
  { steps }: UndoProof,
  { drift }: JudgedTarget,
  losses: readonly DataLoss[],
  { config, options }: RollbackRun,
  { target }: Database,
): readonly Finding[] {
  const left = steps.flatMap((step) => step.left);
  return [
    ...(target.kind === 'remote' && options.dryRun !== true ? [remoteFinding(target.label)] : []),
    ...drift,
    ...steps.flatMap((step) => step.findings),
    ...left.map((each): Finding => (config.allowDataLoss ? allowed(each) : each)),
    ...losses.map((loss) => describeLoss(loss, config.allowDataLoss)),
  ];
}

function allowed({ hint: _hint, ...finding }: Finding): Finding {
  return { ...finding, severity: 'warning', hint: 'Its rows stay as they are.' };
}

function remoteFinding(label: string): Finding {
  return {
    code: 'rollback_remote',
    severity: 'warning',
    message: `${label} is not on this machine. Where others deploy too, history should only go forward.`,
    hint: '`migrate undo FILE` writes a migration that reverses a file and is deployed like any other.',
  };
}
