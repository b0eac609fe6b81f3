import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  askDrizzleKit,
  asksForTerminal,
  drizzleKitFailed,
  otherOut,
  withScratchOut,
} from './ask-drizzle-kit.ts';
import type { DrizzleProject } from './find-drizzle-project.ts';

/**
 * What `drizzle-kit generate` would write now: nothing; `sql`; a question, whether something was renamed; or files of
 * another folder.
 */
export type NextGenerated =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly sql: readonly string[] }
  | { readonly kind: 'question' }
  | { readonly kind: 'other_folder'; readonly out: string };

/**
 * Asks drizzle-kit what it would generate, into a copy of the folder's journal and snapshots.
 * @param directory The migrations folder, in the layout of drizzle-kit 0.x.
 * @throws {MigratorError} `drizzle_kit_failed`.
 */
export async function generateNext(project: DrizzleProject, directory: string): Promise<NextGenerated> {
  return withScratchOut(project, directory, async ({ out, config }) => {
    await mkdir(out, { recursive: true });
    await cp(join(directory, 'meta'), join(out, 'meta'), { recursive: true });
    const args = ['generate', '--config', config, '--name', 'next'];
    const output = await askDrizzleKit(project, args);
    const written = (await readdir(out)).find((name) => name.endsWith('.sql'));
    if (written !== undefined) {
      const text = await readFile(join(out, written), 'utf8');
      const sql = text.split('--> statement-breakpoint').map((statement) => statement.trim());
      return { kind: 'file', sql: sql.filter((statement) => statement !== '') };
    }
    const other = otherOut(output);
    if (other !== undefined) return { kind: 'other_folder', out: other };
    if (asksForTerminal(output)) return { kind: 'question' };
    if (/No schema changes/.test(output)) return { kind: 'nothing' };
    throw drizzleKitFailed(args, output);
  });
}
