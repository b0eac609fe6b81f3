import { quoteIdentifier } from '../database/quote.ts';
import type { Row } from '../model/ports.ts';

/**
 * The sequences a sign-up may advance: those behind columns of the tables that functions name which triggers call, from
 * those on `auth.users` on, and those such a function names itself. By the words in the functions, so that it is a few
 * rather than all; a deleted user's rows elsewhere count only for the triggers on them.
 */
export const SEQUENCES = `WITH RECURSIVE reached (kind, id) AS (
  SELECT 'table'::text, c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'auth' AND c.relname = 'users'
  UNION
  SELECT found.kind, found.id FROM reached r CROSS JOIN LATERAL (
    SELECT 'function'::text AS kind, t.tgfoid AS id FROM pg_catalog.pg_trigger t
    WHERE r.kind IN ('table', 'deleted') AND t.tgrelid = r.id AND NOT t.tgisinternal
    UNION ALL
    SELECT 'deleted', k.conrelid FROM pg_catalog.pg_constraint k
    WHERE r.kind IN ('table', 'deleted') AND k.confrelid = r.id AND k.contype = 'f'
    UNION ALL
    SELECT w.kind, w.id FROM pg_catalog.pg_proc p
      CROSS JOIN LATERAL (SELECT DISTINCT pg_catalog.lower(word) AS word
        FROM pg_catalog.regexp_split_to_table(p.prosrc, '[^[:alnum:]_$]+') word) words
      CROSS JOIN LATERAL (
        SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, c.oid AS id FROM pg_catalog.pg_class c
        WHERE c.relname = words.word AND c.relkind IN ('r', 'p', 'S')
        UNION ALL
        SELECT 'function', f.oid FROM pg_catalog.pg_proc f WHERE f.proname = words.word AND f.oid >= 16384
      ) w
    WHERE r.kind = 'function' AND p.oid = r.id AND p.oid >= 16384
  ) found
), moved (id) AS (
  SELECT id FROM reached WHERE kind = 'sequence'
  UNION
  SELECT d.refobjid FROM reached r JOIN pg_catalog.pg_attrdef a ON a.adrelid = r.id
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = a.oid
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  WHERE r.kind = 'table'
  UNION
  SELECT d.objid FROM reached r JOIN pg_catalog.pg_depend d ON d.refobjid = r.id AND d.deptype = 'i'
      AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = d.classid
  WHERE r.kind = 'table'
)
SELECT n.nspname::text AS schema, c.relname::text AS name, s.seqcache::text AS cache,
  pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owned
FROM moved JOIN pg_catalog.pg_sequence s ON s.seqrelid = moved.id JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
ORDER BY 1, 2`;

/** So many at most: each is a lock, and the server has a few thousand for everybody. */
const MOST = 200;

/** How a canary leaves sequences alone. */
export interface SequenceHold {
  /** Statements that come first in the transaction. */
  readonly statements: readonly string[];
  /** Sequences of other owners, or too many: each may lose a few numbers, as with any INSERT that is rolled back. */
  readonly notHeld: readonly string[];
}

/**
 * nextval is not undone by a rollback. But ALTER SEQUENCE gives a sequence a new file until the transaction ends, even
 * where it changes nothing: numbers are taken from the copy, and the rollback brings the old one back. Meanwhile others
 * wait for their next number, for the milliseconds the server needs for one message.
 */
export function holdSequences(rows: readonly Row[]): SequenceHold {
  const nameOf = ({ schema, name }: Row) =>
    `${quoteIdentifier(String(schema))}.${quoteIdentifier(String(name))}`;
  const held = rows.filter(({ owned }) => owned === true).slice(0, MOST);
  return {
    statements: held.map((row) => `ALTER SEQUENCE ${nameOf(row)} CACHE ${row.cache}`),
    notHeld: rows.filter((row) => !held.includes(row)).map(({ schema, name }) => `${schema}.${name}`),
  };
}
