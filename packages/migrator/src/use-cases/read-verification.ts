import { historyOf } from '../database/history-of.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import { ServerError } from '../model/ports.ts';
import type { VerifyTriggersResult } from '../model/result.ts';
import type { Expectations } from '../model/trigger.ts';
import { withDatabase } from '../open/with-database.ts';
import { parseFile } from '../source/parse-file.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';
import { startFold } from '../verify/fold-files.ts';
import { readTriggerFacts } from '../verify/read-facts.ts';
import { verifyTriggers } from '../verify/verify-triggers.ts';

/**
 * Compares the triggers of the recorded files (where nothing is recorded, of all) with those of the database, then tries
 * sign-ups in a transaction that is rolled back. Takes no lock of the runner's; writes nothing.
 */
export async function readVerification(
  config: Config,
  canary: boolean,
  emit: Emit,
): Promise<VerifyTriggersResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: false, folder, emit }, async ({ session, contact, target }) => {
    const history = await historyOf(session, contact, folder.migrations);
    const judged = judgedFiles(folder.migrations, history);
    const {
      verdicts,
      canary: flown,
      ...seen
    } = await explainFailure(async () => {
      const facts = await readTriggerFacts(session, contact.serverVersion);
      const expectations = await readExpectations(judged, facts.schema, config.cwd);
      return verifyTriggers(session, expectations, facts, {
        canary,
        readOnly: contact.readOnly,
        user: contact.user,
        lockTimeout: config.lockTimeout,
        statementTimeout: config.statementTimeout,
      });
    });
    const findings = [...findEdited(judged, history), ...seen.findings];
    return {
      target: target.label,
      directory: folder.directory,
      files: judged.length,
      pending: folder.migrations.length - judged.length,
      triggers: verdicts,
      canary: flown,
      findings,
      clean: !findings.some(({ severity }) => severity === 'blocker'),
    };
  });
}

/** What the server refuses of our own questions: a time limit that is too short, mostly. */
async function explainFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new MigratorError('statement_failed', `The triggers could not be looked at: ${error.message}.`, {
      sqlstate: error.sqlstate,
      hint: 'Nothing was changed. Run it again, with a longer --statement-timeout where one is given.',
      cause: error,
    });
  }
}

/** A file is compared as it is now, not as it was when it ran. */
function findEdited(files: readonly JudgedFile[], history: readonly HistoryRow[]): readonly Finding[] {
  const checksums = new Map(history.map(({ filename, checksum }) => [filename, checksum]));
  return files.flatMap(({ migration: { name, checksum } }): Finding[] => {
    const recorded = checksums.get(name) ?? checksum;
    if (recorded === checksum) return [];
    return [
      {
        code: 'edited',
        severity: 'warning',
        migration: name,
        message: `${name} was edited after it ran: the triggers are compared with what it says now.`,
        hint: 'Bring the old text back, and write the change into a new migration.',
      },
    ];
  });
}

interface JudgedFile {
  readonly migration: Migration;
  /** How many of its statements are in effect; undefined: all. */
  readonly statements: number | undefined;
}

function judgedFiles(
  migrations: readonly Migration[],
  history: readonly HistoryRow[],
): readonly JudgedFile[] {
  const rows = new Map(history.map((row) => [row.filename, row]));
  const recorded = migrations.flatMap((migration): JudgedFile[] => {
    const row = rows.get(migration.name);
    if (row === undefined) return [];
    return [{ migration, statements: row.outcome === 'in_progress' ? (row.statementsDone ?? 0) : undefined }];
  });
  return recorded.length > 0
    ? recorded
    : migrations.map((migration) => ({ migration, statements: undefined }));
}

async function readExpectations(
  files: readonly JudgedFile[],
  schema: string,
  cwd: string,
): Promise<Expectations> {
  const fold = startFold(schema);
  // One after the other: the parse tree of one file may take hundreds of megabytes.
  for (const { migration, statements } of files) {
    const parsed = await parseFile(migration, cwd);
    await fold.add({ ...parsed, statements: parsed.statements.slice(0, statements) });
  }
  return fold.result();
}
