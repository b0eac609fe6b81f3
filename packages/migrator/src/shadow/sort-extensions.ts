import { quoteLiteral } from '../database/quote.ts';
import type { Session } from '../model/ports.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { textOf } from '../sql/tree.ts';
import { extensionMissing, placeOf } from './describe-replay-failure.ts';

/**
 * The statements that create an extension which only a superuser may create: on Supabase they run as one.
 * @throws {MigratorError} `shadow_extension_missing`, before anything of the file ran.
 */
export async function findExtensionsForAdmin(
  session: Session,
  migration: ParsedMigration,
  statements: readonly Statement[],
  shownPath: string,
): Promise<ReadonlySet<Statement>> {
  const creating = statements.flatMap((statement) => {
    const name = statement.kind === 'CreateExtensionStmt' ? textOf(statement.tree, 'extname') : undefined;
    return name === undefined ? [] : [{ statement, name }];
  });
  if (creating.length === 0) return new Set();
  const trusted = await readTrust(
    session,
    creating.map(({ name }) => name),
  );
  for (const { statement, name } of creating) {
    if (trusted.has(name)) continue;
    throw extensionMissing(name, migration.name, placeOf(migration, statement, shownPath));
  }
  return new Set(creating.flatMap(({ statement, name }) => (trusted.get(name) ? [] : [statement])));
}

/** Of the extensions that can be had: whether whoever may create objects may create them. */
async function readTrust(session: Session, names: readonly string[]): Promise<Map<string, boolean>> {
  const [rows = []] = await session.run(
    `SELECT name::text, bool_or(trusted OR NOT superuser) AS trusted
     FROM pg_catalog.pg_available_extension_versions
     WHERE name IN (${names.map(quoteLiteral).join(', ')}) GROUP BY 1`,
  );
  return new Map(rows.map((row) => [String(row.name), row.trusted === true]));
}
