import { MigratorError } from '../model/errors.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locationOf } from '../sql/location-of.ts';
import { findClusterStatement } from './find-cluster-statement.ts';

/**
 * Stops before anything of a file has run, where the runner never sends a statement or where one would act beyond the
 * shadow.
 * @throws {MigratorError} the code of the refusal; `shadow_cluster_statement`.
 */
export function refuseReplay(
  migration: ParsedMigration,
  statements: readonly Statement[],
  onTargetServer: boolean,
): void {
  const { name } = migration;
  for (const statement of statements) {
    const { refusal } = statement;
    if (refusal === undefined) continue;
    throw new MigratorError(refusal.code, `${name} cannot run: ${refusal.message}`, {
      migration: name,
      at: locationOf(migration, statement),
      hint: refusal.hint,
    });
  }
  const found = findClusterStatement({ statements }, onTargetServer ? 'shared' : 'own');
  if (found === undefined) return;
  const { statement, what, reach } = found;
  throw new MigratorError(
    'shadow_cluster_statement',
    reach === 'server'
      ? `${name} has ${what}, which acts on the whole server: on a shadow there it would act on the target.`
      : `${name} has ${what}, which acts outside of the database: a replay on a shadow would do it once more.`,
    {
      migration: name,
      at: locationOf(migration, statement),
      hint:
        reach === 'server'
          ? 'Nothing of it has run. Use the embedded shadow, or set SHADOW_DATABASE_URL to a server of its own.'
          : 'Nothing of it has run. Take the statement out of the migrations, and run it by hand where it is needed.',
    },
  );
}
