import type { Finding } from '../model/finding.ts';
import type { LayoutName, Migration } from '../model/migration.ts';
import type { Listing } from './list-folder.ts';

/** One way of naming migrations in a folder. To add one: a file beside this, and an entry in `layouts.ts`. */
export interface Layout {
  readonly name: LayoutName;
  /** How its migrations look, for the sentence that says what was expected. */
  readonly expects: string;
  /** Whether the folder carries this layout's marks. */
  matches(listing: Listing): boolean;
  /** The migrations in it, in any order. */
  entries(listing: Listing): readonly LayoutEntry[];
  /**
   * Compares the migrations, in their order, with the layout's own records.
   * @throws MigratorError when the records cannot be understood.
   */
  check?(listing: Listing, migrations: readonly Migration[]): Promise<readonly Finding[]>;
}

/** Where a migration is found, before it is read. */
export interface LayoutEntry {
  /** What the history will record. */
  readonly name: string;
  /** Path of the SQL file below the folder, of one or two parts. */
  readonly path: readonly string[];
}
