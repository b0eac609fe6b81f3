import { quoteLiteral } from '../database/quote.ts';
import type { Session } from '../model/ports.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locationOf } from '../sql/location-of.ts';
import { textOf } from '../sql/tree.ts';
import { extensionMissing } from './describe-replay-failure.ts';

/** The statements of a file that create extensions, as far as they do not run like all others. */
export interface SortedExtensions {
  /** Only a superuser may: on Supabase they run as one. */
  readonly forAdmin: ReadonlySet<Statement>;
  /** Of an extension that can not be had here, with its name. */
  readonly missing: ReadonlyMap<Statement, string>;
}

/**
 * @param passMissing What creates an extension that can not be had is left out, instead of failing.
 * @throws {MigratorError} `shadow_extension_missing`, before anything of the file ran.
 */
export async function sortExtensions(
  session: Session,
  migration: ParsedMigration,
  statements: readonly Statement[],
  passMissing: boolean,
): Promise<SortedExtensions> {
  const creating = statements.flatMap((statement) => {
    const name = statement.kind === 'CreateExtensionStmt' ? textOf(statement.tree, 'extname') : undefined;
    return name === undefined ? [] : [{ statement, name }];
  });
  const missing = new Map<Statement, string>();
  if (creating.length === 0) return { forAdmin: new Set(), missing };
  const trusted = await readTrust(
    session,
    creating.map(({ name }) => name),
  );
  for (const { statement, name } of creating) {
    if (trusted.has(name)) continue;
    if (!passMissing) throw extensionMissing(name, migration.name, locationOf(migration, statement));
    missing.set(statement, name);
  }
  const forAdmin = creating.filter(({ name }) => trusted.get(name) === false);
  return { forAdmin: new Set(forAdmin.map(({ statement }) => statement)), missing };
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
