import { alignViews } from '../../catalog/align-views.ts';
import { differingKeys } from '../../catalog/differing-keys.ts';
import type { Catalog } from '../../model/fact.ts';
import type { Shadow } from '../../model/shadow.ts';
import type { ParsedMigration } from '../../model/statement.ts';
import { withReplay } from '../../shadow/with-replay.ts';

/**
 * A catalog of the target read later, with the texts of its views as the shadow's server prints them. Costs a replay,
 * but only where the servers are on different sides of Postgres 16.
 */
export async function alignLater(
  shadow: Shadow,
  files: readonly ParsedMigration[],
  end: Catalog,
  now: Catalog,
): Promise<Catalog> {
  const views = [...differingKeys(end, now)].filter((key) => /^(view|materializedView):/.test(key));
  if (views.length === 0 || end.serverMajor < 16 === now.serverMajor < 16) return now;
  return withReplay(shadow, files, ({ session }) =>
    alignViews(now, { session, serverMajor: end.serverMajor }, views),
  );
}
