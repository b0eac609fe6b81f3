import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';
import { MigratorError } from '../model/errors.ts';
import { decodeSql } from './decode-sql.ts';
import { displayPath } from './display-path.ts';
import { unreadable } from './unreadable.ts';

/** Parsing takes up to 144 MB of memory for each MB, and gives none of it back. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Reads one SQL file, through a symbolic link too, and never waits: a pipe or a device is refused, not opened for good.
 * Synchronous and in few calls, because a run with nothing to do does little else: 1,000 small files take 0.02 s like
 * this, and 0.15 s with promises, each of which goes through the thread pool.
 * @param base what the path in errors is relative to.
 * @returns the text with LF line ends and without byte order mark.
 * @throws MigratorError `file_unreadable`, `file_too_large`, `file_encoding`.
 */
export function readSqlFile(migration: string, path: string, base: string): string {
  const shown = () => displayPath(path, base);
  try {
    return decodeSql(migration, shown, readRegularFile(migration, path, shown));
  } catch (error) {
    throw error instanceof MigratorError ? error : unreadable(migration, shown(), error);
  }
}

function readRegularFile(migration: string, path: string, shown: () => string): Buffer {
  // Without O_NONBLOCK opening a pipe waits for somebody to write to it. Windows has neither.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw notRegular(migration, shown(), stats);
    if (stats.size > LARGEST) throw tooLarge(migration, shown(), stats.size);
    const start = Buffer.allocUnsafe(stats.size + 1);
    const length = readSync(descriptor, start, 0, start.length, null);
    if (length === stats.size && length > 0) return start.subarray(0, length);
    // It grows, or its file system does not know its size.
    const bytes = Buffer.concat([start.subarray(0, length), readFileSync(descriptor)]);
    if (bytes.length > LARGEST) throw tooLarge(migration, shown(), bytes.length);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

function notRegular(migration: string, file: string, stats: Stats): MigratorError {
  const kind = stats.isDirectory() ? 'a folder' : 'no regular file';
  return new MigratorError('file_unreadable', `${file} is ${kind}, though it is named like a migration.`, {
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
