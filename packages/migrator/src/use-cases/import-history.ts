import { executeAdoption } from '../adopt/execute/execute-adoption.ts';
import { readForeignHistories } from '../database/foreign-history.ts';
import { upgradeHistoryStatements } from '../database/history-table.ts';
import { waitForLock } from '../database/lock.ts';
import { createMarker } from '../execute/marker.ts';
import type { DataChoices } from '../model/adoption.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';
import type { ImportResult } from '../model/result.ts';
import { withAdoption } from '../open/with-adoption.ts';
import { historyOf, withDatabase } from '../open/with-database.ts';
import { matchForeign } from '../plan/match-foreign.ts';
import { displayPath } from '../source/display-path.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';

/**
 * Takes over what drizzle or the Supabase CLI has recorded: rows are matched to files by hash, name or number, and
 * recorded as `imported` only if the catalog shows each of them in effect. Runs nothing, and leaves the other table alone.
 * @throws {MigratorError} `import_nothing` where there is no other history.
 */
export async function importHistory(config: Config, emit: Emit): Promise<ImportResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: true, folder, emit }, async ({ session, contact, target, label }) => {
    if (!contact.locked)
      await waitForLock(session, config.wait, (holder) => emit({ type: 'waiting', holder }), config.signal);
    const histories = (await readForeignHistories(session)).filter(({ rows }) => rows.length > 0);
    const from = histories.map(({ table }) => table);
    if (histories.length === 0) throw nothingToImport();
    const history = await historyOf(session, contact, folder.migrations);
    const names = new Set(history.map(({ filename }) => filename));
    const past = folder.migrations.filter(({ name }) => names.has(name));
    const judged = folder.migrations.filter(({ name }) => !names.has(name));
    const rows = histories.flatMap((each) => each.rows);
    const { matched, unmatched } = matchForeign(folder.migrations, rows);
    const wanted = new Set(matched.filter(({ name }) => !names.has(name)));
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
          await executeAdoption(
            { ...decided, files: imported },
            {
              session,
              marker: createMarker(),
              batch: Math.max(0, ...history.map((row) => row.batch ?? 0)) + 1,
              limits: config,
              historyText: upgradeHistoryStatements(contact.historyVersion),
              showPath: (path) => displayPath(path, config.cwd),
              recordOnly: true,
            },
          );
        }
        return {
          target: label,
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
