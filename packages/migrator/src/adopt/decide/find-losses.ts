import type { Finding } from '../../model/finding.ts';
import type { Session } from '../../model/ports.ts';
import type { Statement } from '../../model/statement.ts';
import { locationOf } from '../../sql/location-of.ts';
import { listOf, textOf } from '../../sql/tree.ts';
import type { AdoptInput } from '../adoption.ts';

/** Tables and columns by oid and number: what they are called does not matter, nor by which way they go. */
export type Columns = ReadonlySet<string>;

/** What a file takes away, found by trying it. */
export interface Loss {
  /** Index of the file. */
  readonly file: number;
  readonly statement: Statement;
  readonly columns: readonly string[];
}

/** Whether a statement may take tables or columns away, by itself or by CASCADE. */
export function mayDrop({ kind, tree }: Statement): boolean {
  if (kind === 'DropStmt' || kind === 'DropOwnedStmt' || kind === 'DoStmt') return true;
  return (
    kind === 'AlterTableStmt' &&
    listOf(tree, 'cmds').some((command) => textOf(command, 'AlterTableCmd', 'subtype') === 'AT_DropColumn')
  );
}

export async function readColumns(session: Session): Promise<Columns> {
  const [rows = []] = await session.run(`SELECT a.attrelid::text || '.' || a.attnum AS place
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`);
  return new Set(rows.map((row) => String(row.place)));
}

/**
 * The losses that matter: those of tables with rows. A file that was meant to run right after the one that made a table
 * may run long after here. To be called when the trial is rolled back.
 */
export async function describeLosses(input: AdoptInput, losses: readonly Loss[]): Promise<Finding[]> {
  if (input.allowed.allowDataLoss) return [];
  const findings: Finding[] = [];
  for (const { file, statement, columns } of losses) {
    const tables = await readFilledTables(input.session, [
      ...new Set(columns.map((place) => place.split('.')[0] ?? '')),
    ]);
    const judged = input.files[file];
    if (tables.length === 0 || judged === undefined) continue;
    const { migration, parsed } = judged;
    findings.push({
      code: 'data_loss',
      severity: 'blocker',
      migration: migration.name,
      at: locationOf(parsed, statement),
      message: `${migration.name} is pending, and would throw away rows of ${tables.join(', ')}.`,
      hint: 'Save what is needed, then let it with --allow-data-loss.',
    });
  }
  return findings;
}

async function readFilledTables(session: Session, oids: readonly string[]): Promise<string[]> {
  const filled: string[] = [];
  for (const oid of oids) {
    const [found] = await session.run(
      `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ${Number(oid)}`,
    );
    const name = found?.[0]?.name;
    if (typeof name !== 'string') continue;
    const [rows] = await session.run(`SELECT EXISTS (SELECT FROM ${name}) AS filled`);
    if (rows?.[0]?.filled === true) filled.push(name);
  }
  return filled;
}
