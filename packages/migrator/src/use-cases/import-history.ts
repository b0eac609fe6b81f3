import { readForeignHistories } from '../database/foreign-history.ts';
import { historyOf } from '../database/history-of.ts';
import type { DataChoices } from '../model/adoption.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';
import type { ImportResult } from '../model/result.ts';
import { holdLock } from '../open/hold-lock.ts';
import { withAdoption } from '../open/with-adoption.ts';
import { withDatabase } from '../open/with-database.ts';
import { matchForeign } from '../plan/match-foreign.ts';
import { splitRecorded } from '../plan/split-recorded.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';
import { recordOnly } from './record-only.ts';

/**
 * Takes over what drizzle or the Supabase CLI has recorded: rows are matched to files by hash, name or number, and
 * recorded as `imported` only if the catalog shows each of them in effect. Runs nothing, and leaves the other table alone.
 * @throws {MigratorError} `import_nothing` where there is no other history.
 */
export async function importHistory(config: Config, emit: Emit): Promise<ImportResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: true, folder, emit }, async (database) => {
    const { session, target } = database;
    const contact = await holdLock(database, config, emit);
    const histories = (await readForeignHistories(session)).filter(({ rows }) => rows.length > 0);
    const from = histories.map(({ table }) => table);
    if (histories.length === 0) throw nothingToImport();
    const history = await historyOf(session, contact, folder.migrations);
    const { recorded: past, unrecorded: judged } = splitRecorded(folder.migrations, history);
    const rows = histories.flatMap((each) => each.rows);
    const { matched, unmatched } = matchForeign(folder.migrations, rows);
    const wanted = new Set(matched.filter((migration) => judged.includes(migration)));
    const known = { ...config, dataChoices: takenAsDone(config.dataChoices, wanted) };

    return withAdoption(
      { session, target, config: known, past, judged },
      async (decided): Promise<ImportResult> => {
        const files = decided.files.filter(({ migration }) => wanted.has(migration));
        const findings = [
          ...unmatched.map(({ hash, name, version }) =>
            rowWithoutFile(name ?? version ?? hash?.slice(0, 12) ?? '?'),
          ),
          ...decided.findings.filter(
            ({ migration }) => migration === undefined || [...wanted].some((each) => each.name === migration),
          ),
          ...files
            .filter(({ verdict }) => verdict === 'pending' || verdict === 'partial')
            .map(({ migration }) => notInEffect(migration)),
        ];
        const refused = findings.some(({ severity }) => severity === 'blocker');
        const imported = files.map((file) => ({ ...file, run: [], mends: [], outcome: 'imported' as const }));
        if (!refused && imported.length > 0) {
          await recordOnly({ ...decided, files: imported }, { session, contact }, history, config);
        }
        return {
          target: target.label,
          from,
          outcome: refused ? 'refused' : 'imported',
          imported: refused ? [] : imported.map(({ migration }) => migration.name),
          findings,
        };
      },
    );
  });
}

/** What another tool has recorded has run, also where it leaves no trace. */
function takenAsDone(choices: DataChoices, wanted: ReadonlySet<Migration>): DataChoices {
  const files = new Map(choices.files);
  for (const { name } of wanted) if (!files.has(name)) files.set(name, 'skip');
  return { ...choices, files };
}

function rowWithoutFile(known: string): Finding {
  return {
    code: 'import_row_without_file',
    severity: 'blocker',
    message: `The other history has a row (${known}) that belongs to no file of the folder.`,
    hint: 'Bring the file back, unchanged since it ran.',
  };
}

function notInEffect({ name }: Migration): Finding {
  return {
    code: 'import_not_in_effect',
    severity: 'blocker',
    migration: name,
    message: `The other history says that ${name} has run, but the database does not show it.`,
    hint: 'Look at it with `migrate adopt`; what is missing can be brought back by `migrate up` without importing.',
  };
}

function nothingToImport(): MigratorError {
  return new MigratorError(
    'import_nothing',
    'There is no history of drizzle or of the Supabase CLI in this database.',
    {
      hint: 'Where tables were made without recording, `migrate up` finds out by itself what is there.',
    },
  );
}
