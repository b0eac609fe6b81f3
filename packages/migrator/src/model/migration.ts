import type { Finding } from './finding.ts';

/** How a folder names its migrations; one reader in `source/` for each. */
export type LayoutName = 'drizzle' | 'drizzle-folders' | 'prisma' | 'supabase' | 'plain';

/** One migration as it lies on disk. Its text is read again when it is needed, so that 2,000 of them stay small. */
export interface Migration {
  /** What the history records: the file's name, or the folder's name where a layout has one folder a migration. */
  readonly name: string;
  /** Absolute path of the SQL file. */
  readonly path: string;
  /** sha256, hexadecimal, of the text with LF line ends and without BOM. */
  readonly checksum: string;
  /** The number its name starts with, by value. */
  readonly number: bigint;
}

/** A folder of migrations, read. */
export interface MigrationFolder {
  /** Absolute. */
  readonly directory: string;
  readonly layout: LayoutName;
  /** In the order they run: by number, then by name in code-unit order. */
  readonly migrations: readonly Migration[];
  /** What is odd about the set of files: duplicate numbers, a journal that disagrees. */
  readonly findings: readonly Finding[];
}

/** What a new migration is going to make: each begins with SQL of its own, which can run twice. */
export const MIGRATION_KINDS = ['table', 'trigger', 'function', 'index', 'seed', 'policy'] as const;

/** A kind of new migration. */
export type MigrationKind = (typeof MIGRATION_KINDS)[number];

/** A new migration on disk. */
export interface CreatedMigration {
  /** Absolute path of the SQL file, to be filled in. */
  readonly path: string;
  /** Absolute paths of what was written with it: a snapshot, a journal. */
  readonly others: readonly string[];
}
