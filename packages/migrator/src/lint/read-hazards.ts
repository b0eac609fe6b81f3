import type { Finding } from '../model/finding.ts';
import type { LayoutName, Migration, MigrationFolder } from '../model/migration.ts';
import { displayPath } from '../source/display-path.ts';
import { readMigrationText } from '../source/read-migration-folder.ts';
import type { HazardFile } from './find-hazards.ts';

/** Which files of a folder are looked at. */
export interface HazardOptions {
  readonly judged: (migration: Migration) => boolean;
  /** Names of the files a tool wrote and nobody changed, where somebody knows; else their form decides. */
  readonly generated?: ReadonlySet<string>;
  /** What paths are shown relative to. */
  readonly cwd: string;
}

/** Layouts whose files a tool writes from a schema. */
const GENERATING: ReadonlySet<LayoutName> = new Set<LayoutName>(['drizzle', 'drizzle-folders', 'prisma']);

/**
 * Hazards of the judged files of a folder, in the order the files run; all are warnings. Reads the others too: what an
 * earlier file makes, and what a later one puts right, counts. Loads and starts nothing when no file is judged.
 */
export async function readHazards(
  { migrations, layout }: MigrationFolder,
  { judged, generated, cwd }: HazardOptions,
): Promise<readonly Finding[]> {
  if (!migrations.some(judged)) return [];
  const files: HazardFile[] = [];
  for (const migration of migrations) {
    files.push({
      name: migration.name,
      path: displayPath(migration.path, cwd),
      text: readMigrationText(migration, cwd),
      judged: judged(migration),
      generated: generated?.has(migration.name) ?? (GENERATING.has(layout) ? 'by_form' : false),
    });
  }
  const { findHazards } = await import('./find-hazards.ts');
  return findHazards(files);
}
