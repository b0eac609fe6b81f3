import type { DecidedAdoption } from '../adopt/adoption.ts';
import { executeAdoption } from '../adopt/execute/execute-adoption.ts';
import { upgradeHistoryStatements } from '../database/history-table.ts';
import { waitForLock } from '../database/lock.ts';
import { createMarker } from '../execute/marker.ts';
import type { AdoptedFile } from '../model/adoption.ts';
import type { Config } from '../model/config.ts';
import type { Emit } from '../model/event.ts';
import type { AdoptionVerdict, AdoptResult } from '../model/result.ts';
import { withAdoption } from '../open/with-adoption.ts';
import { type Database, historyOf, withDatabase } from '../open/with-database.ts';
import { displayPath } from '../source/display-path.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';

/**
 * Judges the database by the files that are not recorded. Writes nothing; with `record`, records the files that are in
 * effect and runs none.
 */
export async function readAdoption(config: Config, record: boolean, emit: Emit): Promise<AdoptResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: record, folder, emit }, async (database) => {
    const { session, contact, target, label } = database;
    if (record && !contact.locked) {
      await waitForLock(session, config.wait, (holder) => emit({ type: 'waiting', holder }), config.signal);
    }
    const history = await historyOf(session, contact, folder.migrations);
    const names = new Set(history.map(({ filename }) => filename));
    const past = folder.migrations.filter(({ name }) => names.has(name));
    const judged = folder.migrations.filter(({ name }) => !names.has(name));
    return withAdoption(
      { session, target, config, past, judged, history },
      async (decided): Promise<AdoptResult> => {
        const refused = decided.findings.some(({ severity }) => severity === 'blocker');
        const inEffect = decided.files.filter(({ outcome }) => outcome === 'adopted');
        const records = record && !refused && inEffect.length > 0;
        const batch = Math.max(0, ...history.map((row) => row.batch ?? 0)) + 1;
        if (records) await recordOnly(database, decided, inEffect, batch, config);
        return {
          target: label,
          directory: folder.directory,
          outcome: refused ? 'refused' : records ? 'recorded' : 'ready',
          migrations: judged.map(({ name }, index) => verdictOf(name, index, decided)),
          findings: decided.findings,
          recorded: records ? inEffect.map(({ migration }) => migration.name) : [],
        };
      },
    );
  });
}

async function recordOnly(
  { session, contact }: Database,
  decided: DecidedAdoption,
  files: readonly AdoptedFile[],
  batch: number,
  config: Config,
): Promise<void> {
  await executeAdoption(
    { ...decided, files },
    {
      session,
      marker: createMarker(),
      batch,
      limits: config,
      historyText: upgradeHistoryStatements(contact.historyVersion),
      showPath: (path) => displayPath(path, config.cwd),
      recordOnly: true,
    },
  );
}

function verdictOf(name: string, index: number, { files, judgement }: DecidedAdoption): AdoptionVerdict {
  const file = files.find(({ migration }) => migration.name === name);
  return {
    name,
    verdict: judgement.files[index]?.verdict ?? 'conflict',
    outcome: file?.outcome,
    statements: file?.parsed.statements.length ?? 0,
    run: file?.run.length ?? 0,
    mends: file?.mends ?? [],
    facts: judgement.files[index]?.yes.length ?? 0,
    data: file?.data ?? {},
  };
}
