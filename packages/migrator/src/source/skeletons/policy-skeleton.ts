import { bare, deriveNames, inPublic } from './derive-names.ts';
import type { Skeleton } from './skeleton.ts';

/** `members read on teams`, or `members read teams`: the last word is the table where none is said to be. */
export const policySkeleton: Skeleton = (slug) => {
  const { subject, target, words } = deriveNames(slug, ['policy', 'policies']);
  const table = inPublic(target ?? words.at(-1) ?? subject);
  const name = bare(subject);
  return [
    `-- CHANGE command, roles and condition. auth.uid() stands in a sub-select, so that it is called once a query.
-- A policy is changed by dropping and creating it in one file: both commit together.
DROP POLICY IF EXISTS ${name} ON ${table};`,
    `CREATE POLICY ${name} ON ${table} FOR SELECT TO authenticated
  USING (owner = (select auth.uid()));`,
  ];
};
