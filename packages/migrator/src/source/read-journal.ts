import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { Listing } from './list-folder.ts';
import { unreadable } from './unreadable.ts';

/** Path of drizzle's journal below the folder. */
export const JOURNAL = ['meta', '_journal.json'] as const;

const HINT = 'Take it from version control, or have drizzle-kit generate it anew.';

/**
 * The tags in drizzle's journal, in its order.
 * @throws MigratorError `journal_invalid`, `file_unreadable`.
 */
export async function readJournal({ directory, shown }: Listing): Promise<readonly string[]> {
  const file = join(shown, ...JOURNAL);
  const invalid = (reason: string, hint = HINT, cause?: unknown) =>
    new MigratorError('journal_invalid', `${file} ${reason}.`, { hint, cause });

  const journal = parseJson(await readText(join(directory, ...JOURNAL), file), invalid);
  if (!isRecord(journal)) throw invalid('holds no object');
  const { dialect, entries } = journal;
  // Journals of drizzle-kit before 0.21 say "pg".
  if (dialect !== undefined && dialect !== 'postgresql' && dialect !== 'pg') {
    throw invalid(
      `is of dialect ${JSON.stringify(dialect)}`,
      'Name a folder of Postgres migrations with --dir.',
    );
  }
  if (!Array.isArray(entries)) throw invalid('has no list "entries"');
  const tags = entries.map((entry: unknown, index) => {
    const tag = isRecord(entry) ? entry.tag : undefined;
    if (typeof tag !== 'string' || tag === '') throw invalid(`has no tag in entry ${index + 1}`);
    return tag;
  });
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index);
  if (twice !== undefined) throw invalid(`lists ${twice} twice`, 'Remove one of the two entries.');
  return tags;
}

async function readText(path: string, file: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(JOURNAL[1], file, error);
  }
}

function parseJson(
  text: string,
  invalid: (reason: string, hint: string, cause: unknown) => MigratorError,
): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = /^(<{7}|={7}|>{7})/m.test(text);
    const reason = conflict ? 'has an unresolved merge conflict' : `is not valid JSON: ${messageOf(error)}`;
    const hint = conflict ? 'Keep the entries of both sides, each tag once, and renumber idx.' : HINT;
    throw invalid(reason, hint, error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
