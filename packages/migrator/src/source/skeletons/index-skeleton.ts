import { bare, deriveNames, inPublic, join } from './derive-names.ts';
import type { Skeleton } from './skeleton.ts';

/** `index email on profiles`, or `profiles email`: the first word is the table where none is said to be. */
export const indexSkeleton: Skeleton = (slug) => {
  const { object, target, words } = deriveNames(slug, ['index', 'idx']);
  const [first = '', ...rest] = words;
  const table = target ?? first;
  const column = target === undefined ? (rest.length === 0 ? 'id' : join(rest)) : object;
  return [
    `-- CHANGE the columns. IF NOT EXISTS looks at the name alone. On a table with many rows:
--   CREATE INDEX CONCURRENTLY IF NOT EXISTS …
-- alone in its file; writes go on meanwhile, and the runner sends it outside of a transaction. Then this goes:
-- migrate: allow require-concurrent-index-creation: a small table, where writes wait a moment
CREATE INDEX IF NOT EXISTS ${bare(`${join([table, column])}_idx`)} ON ${inPublic(table)} (${bare(column)});`,
  ];
};
