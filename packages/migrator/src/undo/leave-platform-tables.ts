import { dependentsOf, neededBy } from '../catalog/build-catalog.ts';
import { describeKey } from '../catalog/describe-key.ts';
import { kindOf, onTable } from '../catalog/key-parts.ts';
import { parseKey } from '../catalog/parse-key.ts';
import { quoteAlways, quoteName, quotePath, quotePathAlways } from '../catalog/quote-name.ts';
import type { Catalog, FactKey } from '../model/fact.ts';

/** Whether a table belongs to somebody else, so that only its TRIGGER privilege is to be had. */
export type ForeignTables = (table: { schema: string; table: string }) => boolean;

export interface PlannedInverse {
  readonly statements: readonly string[];
  readonly obstacles: readonly string[];
}

/**
 * On a table of the platform (`auth.users`) a trigger can be made and replaced, but only its owner may drop it. It goes
 * with its function, by CASCADE, if everything else that needs the function goes as well.
 * @param statements An inverse that drops such triggers by name.
 */
export function leavePlatformTables(
  statements: readonly string[],
  {
    before,
    after,
    keys,
    foreign,
  }: { before: Catalog; after: Catalog; keys: readonly FactKey[]; foreign: ForeignTables },
): PlannedInverse {
  const triggers = keys.filter((key) => {
    const place = kindOf(key) === 'trigger' ? onTable(key) : undefined;
    return place !== undefined && after.hashes.has(key) && foreign(place);
  });
  let planned = [...statements];
  const obstacles: string[] = [];
  for (const key of triggers) {
    const place = onTable(key);
    if (place === undefined) continue;
    const name = quoteAlways(place.name);
    const table = quotePathAlways([place.schema, place.table]);
    planned = planned.filter((sql) => sql !== `DROP TRIGGER ${name} ON ${table}`);
    if (before.hashes.has(key)) {
      const creates = [name, quoteName(place.name)].map((each) => `CREATE TRIGGER ${each} `);
      planned = planned.map((sql) =>
        creates.some((start) => sql.startsWith(start)) &&
        sql.includes(` ON ${quotePath([place.schema, place.table])} `)
          ? sql.replace('CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER')
          : sql,
      );
      continue;
    }
    const called = neededBy(after, key).filter((needed) => kindOf(needed) === 'function');
    for (const needed of called) {
      const obstacle = whyItStays(key, needed, before, after);
      if (obstacle === undefined) planned = planned.map((sql) => dropWithTriggers(sql, needed));
      else obstacles.push(obstacle);
    }
  }
  return { statements: planned, obstacles };
}

/**
 * Why a function can not go together with its trigger; undefined when it can. What was made with the function and stays
 * can not be: it would have been made without it.
 */
function whyItStays(trigger: FactKey, called: FactKey, before: Catalog, after: Catalog): string | undefined {
  if (!before.hashes.has(called)) return undefined;
  const others = dependentsOf(after, called)
    .filter((key) => key !== trigger && before.hashes.has(key))
    .map((key) => `, and the ${describeKey(key)} needs it`);
  return `the ${describeKey(trigger)} can be dropped by the owner of that table alone, or together with its ${describeKey(called)}, which was there before the file${others[0] ?? ''}`;
}

/** `DROP FUNCTION "public"."f"()`: what a trigger calls has no arguments. */
function dropWithTriggers(sql: string, called: FactKey): string {
  const drop = `DROP FUNCTION ${quotePathAlways(parseKey(called).parts)}()`;
  return sql === drop ? `${sql} CASCADE` : sql;
}
