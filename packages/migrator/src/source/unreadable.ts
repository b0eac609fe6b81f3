import { MigratorError } from '../model/errors.ts';

/** The error for a file that could not be opened or read, by what the system answered. */
export function unreadable(migration: string, file: string, cause: unknown): MigratorError {
  const [reason, hint] = REASONS[systemCode(cause)] ?? [
    `cannot be read (${systemCode(cause)})`,
    'Look at the file and the disk it is on.',
  ];
  return new MigratorError('file_unreadable', `${file} ${reason}.`, { migration, hint, cause });
}

/** `ENOENT`, `EACCES`, … of a system error; `unknown error` for anything else. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}

const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOENT: [
    'is a symbolic link to nothing, or has just been removed',
    'Point the link at the file, or remove it.',
  ],
  ELOOP: ['is a symbolic link that leads back to itself', 'Put the file itself in its place.'],
  EACCES: ['cannot be read: permission denied', 'Give the user who runs this the right to read it.'],
  EPERM: ['cannot be read: permission denied', 'Give the user who runs this the right to read it.'],
  EISDIR: ['is a folder, though it is named like a migration', 'Rename it or move it out of the folder.'],
  ENXIO: [
    'is no regular file, though it is named like a migration',
    'Rename it or move it out of the folder.',
  ],
};
