import { quoteLiteral } from '../database/quote.ts';
import { ServerError, type Session } from '../model/ports.ts';

/**
 * What an index is, without its name and table, as the server prints it.
 * @param name qualified, quoted where it must be.
 */
export async function readDefinition(session: Session, name: string): Promise<string | undefined> {
  const [row] = await session.query(
    `SELECT pg_catalog.pg_get_indexdef(pg_catalog.to_regclass(${quoteLiteral(name)})) AS definition`,
  );
  return withoutNames(row?.definition);
}

/**
 * What a CREATE INDEX would make, printed in the same way: the server makes it on an empty copy of the table, in a
 * transaction that is rolled back.
 * @param text the statement. @returns undefined where that cannot be had.
 */
export async function readWantedDefinition(
  session: Session,
  { table, unique }: { readonly table: string; readonly unique: boolean },
  text: string,
): Promise<string | undefined> {
  const rest = behindTable(text);
  if (rest === undefined) return undefined;
  try {
    const results = await session.run(`BEGIN; CREATE TEMP TABLE migrator_copy (LIKE ${table}) ON COMMIT DROP;
CREATE ${unique ? 'UNIQUE ' : ''}INDEX migrator_copy_index ON pg_temp.migrator_copy ${rest}
;
SELECT pg_catalog.pg_get_indexdef(pg_catalog.to_regclass('pg_temp.migrator_copy_index')) AS definition;
ROLLBACK;`);
    return withoutNames(results.at(-1)?.[0]?.definition);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run('ROLLBACK');
    return undefined;
  }
}

const NAME = String.raw`(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)`;
const SPACE = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)`;
const HEAD = new RegExp(
  `^CREATE${SPACE}+(?:UNIQUE${SPACE}+)?INDEX${SPACE}+CONCURRENTLY${SPACE}+(?:IF${SPACE}+NOT${SPACE}+EXISTS${SPACE}+)?(?:(?!ON${SPACE})${NAME}${SPACE}*)?ON${SPACE}*(?:ONLY${SPACE}+)?${NAME}(?:${SPACE}*\\.${SPACE}*${NAME})*${SPACE}*(?=[(]|USING)`,
  'iu',
);

/** What stands behind the name of the table; the grammar has accepted the statement. */
function behindTable(text: string): string | undefined {
  const head = HEAD.exec(text);
  return head === null ? undefined : text.slice(head[0].length);
}

/** `CREATE UNIQUE INDEX i ON s.t USING btree (a)`: unique or not, and everything from USING on. */
function withoutNames(definition: unknown): string | undefined {
  if (typeof definition !== 'string') return undefined;
  const found = /^CREATE (UNIQUE )?INDEX .*? ON .*?( USING .*)$/s.exec(definition);
  return found === null ? undefined : `${found[1] ?? ''}${found[2] ?? ''}`;
}
