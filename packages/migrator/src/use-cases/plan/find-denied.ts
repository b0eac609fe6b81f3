import { quoteLiteral } from '../../database/quote.ts';
import type { Finding } from '../../model/finding.ts';
import type { Session } from '../../model/ports.ts';
import type { ParsedMigration, Statement } from '../../model/statement.ts';
import { locationOf } from '../../sql/location-of.ts';
import { type Need, needsOfStatement } from '../../sql/needs-of-statement.ts';

/** A statement that is going to run. */
export interface PendingStatement {
  readonly parsed: ParsedMigration;
  readonly statement: Statement;
}

/**
 * What the role that connected may not do of what is pending, found before anything runs. What an earlier file makes is
 * not there yet and is nobody's; what a file does after SET ROLE is not judged.
 */
export async function findDenied(
  session: Session,
  user: string,
  pending: readonly PendingStatement[],
): Promise<readonly Finding[]> {
  const asked = pending
    .filter(({ parsed, statement }) => !becomesOther(parsed, statement))
    .flatMap((each) =>
      needsOfStatement(each.statement.kind, each.statement.tree).map((need) => ({ ...each, need })),
    );
  if (asked.length === 0) return [];
  const questions = [...new Set(asked.map(({ need }) => questionOf(need)))];
  const rows = await session.query(
    questions
      .map((question, index) => `SELECT ${index} AS question, (${question}) AS answer`)
      .join(' UNION ALL '),
  );
  const answers = new Map(rows.map(({ question, answer }) => [questions[Number(question)], answer]));
  return asked.flatMap(({ need, parsed, statement }): Finding[] => {
    const answer = answers.get(questionOf(need));
    if (typeof answer !== 'string') return [];
    return [
      {
        code: 'not_permitted',
        severity: 'blocker',
        migration: parsed.name,
        at: locationOf(parsed, statement),
        message: `Role "${user}" may not run a statement of ${parsed.name}: ${answer}.`,
        hint: 'Use the URL of a role that may (on Supabase "postgres"), or have the right granted; nothing has run.',
      },
    ];
  });
}

function becomesOther({ statements }: ParsedMigration, { index }: Statement): boolean {
  return statements.some(
    (each) =>
      each.index < index && each.kind === 'VariableSetStmt' && /\b(role|authorization)\b/i.test(each.text),
  );
}

/** An expression that gives what is missing in words, and NULL where nothing is. */
function questionOf(need: Need): string {
  switch (need.kind) {
    case 'owner':
      return `SELECT pg_catalog.format('%s belongs to %s', c.oid::regclass, r.rolname) FROM ${RELATION(need.relation)}
        AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')`;
    case 'trigger':
      return `SELECT pg_catalog.format('it has no TRIGGER right on %s, which belongs to %s', c.oid::regclass, r.rolname) FROM ${RELATION(need.relation)}
        AND NOT pg_catalog.has_table_privilege(c.oid, 'TRIGGER')`;
    case 'create_in_schema': {
      const schema = need.schema === undefined ? 'current_schema()' : quoteLiteral(need.schema);
      return `SELECT pg_catalog.format('it has no CREATE right on schema %I', n.nspname) FROM pg_catalog.pg_namespace n
        WHERE n.nspname = ${schema} AND NOT pg_catalog.has_schema_privilege(n.oid, 'CREATE')`;
    }
    case 'create_in_database':
      return unless(
        "pg_catalog.has_database_privilege(current_database(), 'CREATE')",
        'it has no CREATE right on the database',
      );
    case 'superuser':
      return unless(roleHas('rolsuper'), 'only a superuser may');
    case 'create_role':
      return unless(`${roleHas('rolsuper OR rolcreaterole')}`, 'it has no CREATEROLE');
    case 'create_database':
      return unless(`${roleHas('rolsuper OR rolcreatedb')}`, 'it has no CREATEDB');
  }
}

/** to_regclass raises an error where the role may not look into the schema: then nothing is told. */
const RELATION = (name: string) => {
  const [table = name, schema] = splitName(name);
  const place =
    schema === undefined ? 'pg_catalog.pg_table_is_visible(c.oid)' : `n.nspname = ${quoteLiteral(schema)}`;
  return `pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_roles r ON r.oid = c.relowner WHERE c.relname = ${quoteLiteral(table)} AND ${place}`;
};

/** `"odd.name"` and `schema.table` as the catalog has them, the last part first. */
function splitName(name: string): string[] {
  const parts = name.match(/"(?:[^"]|"")*"|[^.]+/g) ?? [];
  return parts
    .map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part))
    .reverse();
}

function roleHas(attribute: string): string {
  return `(SELECT ${attribute} FROM pg_catalog.pg_roles WHERE rolname = current_user)`;
}

function unless(condition: string, words: string): string {
  return `SELECT CASE WHEN NOT ${condition} THEN ${quoteLiteral(words)} END`;
}
