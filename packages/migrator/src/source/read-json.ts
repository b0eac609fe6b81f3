import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';
import type { Listing } from './list-folder.ts';
import { unreadable } from './unreadable.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * The object in one of drizzle's JSON files below the folder.
 * @throws MigratorError `journal_invalid`, `file_unreadable`.
 */
export async function readJson({ directory, shown }: Listing, path: readonly string[]): Promise<JsonRecord> {
  const file = join(shown, ...path);
  let text: string;
  try {
    text = (await readFile(join(directory, ...path), 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(path.join('/'), file, error);
  }
  const value = parse(text);
  if (isRecord(value)) return value;
  throw new MigratorError('journal_invalid', `${file} holds no JSON object.`, {
    hint: 'Take it from version control, or have drizzle-kit generate it anew.',
  });
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
