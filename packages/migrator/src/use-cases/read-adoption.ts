import type { DecidedAdoption } from '../adopt/adoption.ts';
import { historyOf } from '../database/history-of.ts';
import type { Config } from '../model/config.ts';
import type { Emit } from '../model/event.ts';
import type { AdoptionVerdict, AdoptResult } from '../model/result.ts';
import { holdLock } from '../open/hold-lock.ts';
import { withAdoption } from '../open/with-adoption.ts';
import { withDatabase } from '../open/with-database.ts';
import { splitRecorded } from '../plan/split-recorded.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';
import { recordOnly } from './record-only.ts';

/**
 * Judges the database by the files that are not recorded. Writes nothing; with `record`, records the files that are in
 * effect and runs none.
 */
export async function readAdoption(config: Config, record: boolean, emit: Emit): Promise<AdoptResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(config, { lock: record, folder, emit }, async (database) => {
    const { session, target } = database;
    const contact = record ? await holdLock(database, config, emit) : database.contact;
    const history = await historyOf(session, contact, folder.migrations);
    const { recorded: past, unrecorded: judged } = splitRecorded(folder.migrations, history);
    return withAdoption(
      { session, target, config, past, judged, history },
      async (decided): Promise<AdoptResult> => {
        const refused = decided.findings.some(({ severity }) => severity === 'blocker');
        const inEffect = decided.files.filter(({ outcome }) => outcome === 'adopted');
        const records = record && !refused && inEffect.length > 0;
        if (records)
          await recordOnly({ ...decided, files: inEffect }, { ...database, contact }, history, config);
        return {
          target: target.label,
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
