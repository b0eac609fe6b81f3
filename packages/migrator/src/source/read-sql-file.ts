import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MigratorError } from '../model/errors.ts';
import { decodeSql } from './decode-sql.ts';
import { unreadable } from './unreadable.ts';

/** Parsing takes up to 144 MB of memory for each MB, and gives none of it back. */
const LARGEST = 4 * 1024 * 1024;

export interface SqlFile {
  /** LF line ends, no byte order mark. */
  readonly text: string;
  /** Size on disk. */
  readonly bytes: number;
}

/**
 * Reads one SQL file, through a symbolic link too, and never waits: a pipe or a device is refused, not opened for good.
 * @param file path as errors show it.
 * @throws MigratorError `file_unreadable`, `file_too_large`, `file_encoding`.
 */
export async function readSqlFile(migration: string, path: string, file: string): Promise<SqlFile> {
  let handle: FileHandle;
  try {
    // Without O_NONBLOCK opening a pipe waits for somebody to write to it. Windows has neither.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(migration, file, error);
  }
  try {
    const { size } = await regularFile(handle, migration, file);
    if (size > LARGEST) throw tooLarge(migration, file, size);
    const bytes = await handle.readFile();
    if (bytes.length > LARGEST) throw tooLarge(migration, file, bytes.length);
    return { text: decodeSql(migration, file, bytes), bytes: bytes.length };
  } catch (error) {
    throw error instanceof MigratorError ? error : unreadable(migration, file, error);
  } finally {
    await handle.close();
  }
}

async function regularFile(handle: FileHandle, migration: string, file: string) {
  const stats = await handle.stat();
  if (stats.isFile()) return stats;
  const kind = stats.isDirectory() ? 'a folder' : 'no regular file';
  throw new MigratorError('file_unreadable', `${file} is ${kind}, though it is named like a migration.`, {
    migration,
    hint: 'Rename it or move it out of the folder.',
  });
}

function tooLarge(migration: string, file: string, size: number): MigratorError {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  const message = `${file} has ${megabytes} MB; a migration may have 4 MB, because parsing takes about 144 MB of memory for each.`;
  return new MigratorError('file_too_large', message, {
    migration,
    hint: 'Split it, or load the rows with COPY through psql and keep the schema here.',
  });
}
