import { describeKey } from '../catalog/describe-key.ts';
import { onTable } from '../catalog/key-parts.ts';
import { mendPolicy, restrictiveFirst } from '../catalog/lost-by-push.ts';
import { openTarget } from '../config/open-target.ts';
import { historyOf } from '../database/history-of.ts';
import { runDrizzleKit } from '../drizzle/run-drizzle-kit.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { Catalog } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { PushResult } from '../model/result.ts';
import { withAdoption } from '../open/with-adoption.ts';
import { withDatabase } from '../open/with-database.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';

/** How the schema is pushed. */
export interface PushOptions {
  /** Push over a database that migrations are recorded in. */
  readonly force: boolean;
  /** Handed on to drizzle-kit. */
  readonly args: readonly string[];
}

/**
 * `drizzle-kit push` on the target, then ALTER POLICY for the policies it has left without USING and WITH CHECK.
 * @throws {MigratorError} `push_over_history` before anything is pushed; `drizzle_kit_…`.
 */
export async function pushSchema(
  config: Config,
  { force, args }: PushOptions,
  emit: Emit,
): Promise<PushResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const { target, release } = await openTarget(config);
  try {
    // The embedded server stays up for the tool, whichever way it was reached.
    const here = { ...config, target };
    await withDatabase(here, { lock: false, folder, emit }, async ({ session, contact }) => {
      const rows = await historyOf(session, contact, folder.migrations);
      if (rows.length > 0 && !force) throw overHistory(rows.length);
    });
    await runDrizzleKit(target, config.directory, ['push', ...args]);
    return await withDatabase(here, { lock: false, folder, emit: () => {} }, ({ session }) =>
      withAdoption({ session, target, config, past: [], judged: folder.migrations }, async (decided) => {
        const mends = restrictiveFirst(decided.replay.end, decided.lost);
        const sql = mends.map((key) => mendPolicy(decided.replay.end, key));
        if (sql.length > 0) await session.run(`BEGIN; ${sql.join('; ')}; COMMIT;`);
        return {
          mended: mends.map(describeKey),
          sql,
          findings: unknownPolicies(decided.replay.end, decided.target),
        };
      }),
    );
  } finally {
    await release();
  }
}

/** Policies without expressions that no file knows: schema.ts is ahead of the files, and nobody can mend them. */
function unknownPolicies(end: Catalog, target: Catalog): Finding[] {
  return [...target.hashes.keys()]
    .filter((key) => onTable(key) !== undefined && key.startsWith('policy:') && !end.hashes.has(key))
    .filter((key) => target.factOf(key)?.usingExpr === null && target.factOf(key)?.checkExpr === null)
    .map((key) => ({
      code: 'policy_without_expression',
      severity: 'warning',
      object: describeKey(key),
      message: `The ${describeKey(key)} was pushed without USING and WITH CHECK, and no migration has it.`,
      hint: 'Generate the migration for it, and migrate instead of pushing.',
    }));
}

function overHistory(rows: number): MigratorError {
  return new MigratorError(
    'push_over_history',
    `${rows} migrations are recorded in this database: pushing over them would leave files and database apart.`,
    { hint: 'Generate a migration and run it; or push all the same with --force.' },
  );
}
