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
  /**
   * The files of a migration that comes after all others, to be written below the folder; the first is the one to edit.
   * @throws MigratorError `journal_invalid`.
   */
  create(request: NewMigration): Promise<readonly NewFile[]>;
}

/** Where a migration is found, before it is read. */
export interface LayoutEntry {
  /** What the history will record. */
  readonly name: string;
  /** Path of the SQL file below the folder, of one or two parts. */
  readonly path: readonly string[];
}

/** A migration to be made. */
export interface NewMigration {
  readonly listing: Listing;
  /** Names of the migrations that are there, in any order. */
  readonly names: readonly string[];
  /** What comes after the number and the underscore. */
  readonly slug: string;
  /** What the user called it, in one line, for a comment. */
  readonly title: string;
  /** The SQL it begins with; empty where it is to be written by hand. */
  readonly body: string;
  readonly now: Date;
  /**
   * Name of a migration this one takes back: where a layout keeps the schema beside its files, it becomes what it was before
   * that one, if no later one has changed it.
   */
  readonly reverses?: string;
}

/** What a migration that is written by a program holds. */
export interface MigrationContent {
  /** Lines of the comment on top, without `--`; at least one. */
  readonly comment: readonly [string, ...string[]];
  /** Without semicolons. */
  readonly statements: readonly string[];
  readonly reverses?: string;
}

export interface NewFile {
  /** Below the folder. */
  readonly path: readonly string[];
  readonly text: string;
  /** True for a record that is there already and is written anew. */
  readonly replaces?: boolean;
}
