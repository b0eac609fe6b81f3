import type { Generated } from '../drizzle/read-generated.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { parseMigration } from '../sql/parse-migration.ts';

/**
 * Whether drizzle-kit wrote a file and nobody changed it: each of its statements is one that drizzle-kit generates
 * between the file's snapshot and the one before it. Comments and white space may differ. Where drizzle-kit can not say
 * (it would ask about a rename), the file's form decides.
 */
export async function isGenerated(file: ParsedMigration, generated: Generated): Promise<boolean> {
  const number = file.name.split('_', 1)[0] ?? '';
  if (!generated.has(number)) return false;
  const statements = generated.get(number);
  if (statements === undefined) return looksGenerated(file);
  if (statements.length === 0) return false;
  const text = statements.map((statement) => statement.trim().replace(/;$/, '')).join('\n;\n');
  const written = await parseMigration(file.name, file.name, text);
  const known = new Set(written.statements.map(shapeOf));
  return file.statements.every((statement) => known.has(shapeOf(statement)));
}

/** A statement as the grammar sees it, wherever it stands. */
function shapeOf({ kind, tree }: Statement): string {
  return `${kind} ${JSON.stringify(tree, (key, value) => (/^location$|_location$/.test(key) ? undefined : value))}`;
}

/** Only statements that drizzle-kit parts with its own mark, and no comment a person would write. */
function looksGenerated({ text, statements }: ParsedMigration): boolean {
  const marks = text.split('--> statement-breakpoint').length - 1;
  const comments = text.replaceAll('--> statement-breakpoint', '').includes('--');
  return marks >= statements.length - 1 && !comments;
}
