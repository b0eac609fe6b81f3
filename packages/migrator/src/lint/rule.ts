import type { ParsedMigration } from '../model/statement.ts';
import type { Folder, Place } from './folder/folder.ts';
import type { Made } from './made-by.ts';

/** What one rule found at one place. */
export interface Hit {
  readonly at: Place;
  /** One sentence: what is, and why it matters. */
  readonly message: string;
  /** One sentence: what to do next. */
  readonly hint: string;
  /** The object in words. */
  readonly object?: string;
  /** SQL that would do it. */
  readonly sql?: readonly string[];
}

/** A migration with what a rule may want to know of it beside its text. */
export interface LintedMigration extends ParsedMigration {
  /** True for a file that a tool wrote from a schema, such as drizzle-kit. */
  readonly generated: boolean;
}

/**
 * One rule. To add one: a file with a test beside it, a line in `rules.ts`, and a page of its name in docs/rules.
 * It looks at one migration, at the objects it made as all files together leave them (what a later file puts right is
 * right), and where it must at the whole folder.
 */
export interface Rule {
  /** What `-- migrate: allow` calls it; words with hyphens, like squawk's. */
  readonly name: string;
  find(migration: LintedMigration, made: Made, folder: Folder): readonly Hit[];
}
