/**
 * Kinds of objects that few databases have, by what tells pg-delta's question about them from the others (the relation it
 * begins from), and whether a database has any. Objects of Postgres itself, whose numbers end below 16384, are never
 * asked about. Answering some of these questions takes Postgres a millisecond or two each, nearly all of it to plan them.
 */
const KINDS: readonly (readonly [question: RegExp, present: string])[] = [
  [/^ *FROM pg_sequence s$/m, 'pg_sequence'],
  [/ c\.relkind IN \('v', 'm'\) AND $/m, "pg_class WHERE relkind IN ('v', 'm') AND oid >= 16384"],
  [/^ *FROM pg_trigger t$/m, 'pg_trigger WHERE NOT tgisinternal'],
  [/^ *FROM pg_policy pol$/m, 'pg_policy'],
  [/ t\.typtype = 'd' AND $/m, "pg_type WHERE typtype = 'd' AND oid >= 16384"],
  [/ con\.contypid <> 0 AND $/m, 'pg_constraint WHERE contypid <> 0 AND oid >= 16384'],
  [/ t\.typtype = 'e' AND $/m, "pg_type WHERE typtype = 'e' AND oid >= 16384"],
  [/ t\.typtype = 'c' AND $/m, "pg_class WHERE relkind = 'c' AND oid >= 16384"],
  [/^ *FROM pg_range rng$/m, 'pg_range WHERE rngtypid >= 16384'],
  [/^ *FROM pg_collation c$/m, 'pg_collation WHERE oid >= 16384'],
  [/^ *FROM pg_event_trigger e$/m, 'pg_event_trigger'],
  [/^ *FROM pg_rewrite rw$/m, "pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384"],
  [/^ *JOIN pg_aggregate a ON /m, 'pg_aggregate WHERE aggfnoid >= 16384'],
  [/^ *FROM pg_foreign_data_wrapper f$/m, 'pg_foreign_data_wrapper'],
  [/^ *FROM pg_foreign_server s$/m, 'pg_foreign_server'],
  // Not everybody may look at the mappings themselves.
  [/^ *FROM pg_user_mappings? u$/m, 'pg_foreign_server'],
  [/^ *FROM pg_foreign_table ft$/m, 'pg_foreign_table'],
  [/^ *FROM pg_publication p$/m, 'pg_publication'],
  [/^ *FROM pg_inherits i$/m, 'pg_inherits'],
];

/** An SQL expression, for `isNeedless`: of each kind whether the database has any. */
export const PRESENT_KINDS = `pg_catalog.json_build_array(${KINDS.map(
  ([, present]) => `EXISTS (SELECT FROM pg_catalog.${present})`,
).join(', ')})`;

/** Which kind a question is about. It asks the same ones each time: matching them anew took a tenth of a small adoption. */
const kindsAsked = new Map<string, number>();

/** Whether a question has no rows for an answer where `present` is what PRESENT_KINDS gave. */
export function isNeedless(question: string, present: unknown): boolean {
  if (!Array.isArray(present)) return false;
  const kind = kindsAsked.get(question) ?? KINDS.findIndex(([pattern]) => pattern.test(question));
  kindsAsked.set(question, kind);
  return present[kind] === false;
}
