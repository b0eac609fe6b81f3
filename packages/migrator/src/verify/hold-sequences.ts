import { quoteIdentifier, quoteLiteral } from '../database/quote.ts';
import type { Row, ServerNotice } from '../model/ports.ts';

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

/** Milliseconds. Who wants a number meanwhile waits behind us, so it is not for long. */
const PATIENCE = 100;

/** How a canary leaves sequences alone. */
export interface SequenceHold {
  /** SQL that comes first in the transaction; empty where there is nothing to hold. */
  readonly text: string;
  /** Sequences of other owners, or too many: each may lose a few numbers, as with any INSERT that is rolled back. */
  readonly notHeld: readonly string[];
}

/** What the server says of a sequence it could not hold, before its name. */
const NOT_HELD = 'groundwork: not held: ';

/**
 * nextval is not undone by a rollback. But ALTER SEQUENCE gives a sequence a new file until the transaction ends, even
 * where it changes nothing: numbers are taken from the copy, and the rollback brings the old one back. Meanwhile others
 * wait for their next number, for the milliseconds the server needs for one message. Where somebody has taken one in a
 * transaction that goes on, it is he whom we would wait for, with all others behind: then it is not held.
 */
export function holdSequences(rows: readonly Row[]): SequenceHold {
  const held = rows.filter(({ owned }) => owned === true).slice(0, MOST);
  const body = `BEGIN
  PERFORM pg_catalog.set_config('lock_timeout', '${PATIENCE}', true);
  ${held.map(holdText).join('\n  ')}
END`;
  return {
    text: held.length === 0 ? '' : `DO ${quoteLiteral(body)}`,
    notHeld: rows.filter((row) => !held.includes(row)).map(showSequence),
  };
}

/** The sequence a notice names, which was not held; undefined for any other notice. */
export function readNotHeld({ message }: ServerNotice): string | undefined {
  return message.startsWith(NOT_HELD) ? message.slice(NOT_HELD.length) : undefined;
}

/** INFO reaches the client whatever client_min_messages says, and also where the message ends in an error. */
function holdText(row: Row): string {
  const name = `${quoteIdentifier(String(row.schema))}.${quoteIdentifier(String(row.name))}`;
  return `BEGIN ALTER SEQUENCE ${name} CACHE ${row.cache}; EXCEPTION WHEN OTHERS THEN RAISE INFO USING MESSAGE = ${quoteLiteral(`${NOT_HELD}${showSequence(row)}`)}; END;`;
}

function showSequence({ schema, name }: Row): string {
  return `${schema}.${name}`;
}
