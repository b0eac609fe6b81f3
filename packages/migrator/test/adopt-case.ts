import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './read-rows.ts';

/**
 * What a folder of `corpus/adopt` holds: `migrations/*.sql`; `expect.json`, this; and, where somebody did more to the
 * database than apply files, `before.sql` (as postgres) and `admin.sql` (as a superuser).
 */
export interface AdoptCase {
  /** What the case shows, one sentence. */
  readonly shows: string;
  /** This many of the first files are applied with a run of ours, and so are recorded; 0 by default. */
  readonly recorded?: number;
  /**
   * Files up to this number are then applied over a plain connection; all of them by default. `each`: a database for
   * every number; the first `prefix` files have to be adopted and the others applied.
   */
  readonly prefix?: number | 'each';
  readonly defaultPrivileges?: 'strict';
  /** Who runs the migrator; postgres by default. */
  readonly role?: 'supabase_admin';
  /** One after the other on the same database: one that is refused has changed nothing. */
  readonly runs: readonly AdoptRun[];
}

export interface AdoptRun {
  readonly flags?: readonly string[];
  /** Runs the SQL that the run before has printed, as it stands, before this one. */
  readonly mend?: true;
  readonly exitCode: number;
  /** Of each file that is recorded afterwards, in order; nothing by default. */
  readonly outcomes?: readonly string[];
  /** `code object`, or `code file` where there is no object; none by default. */
  readonly findings?: readonly string[];
  /** Tables whose rows change; null: the table is gone. All others keep each row and value, and get no row more. */
  readonly rows?: Readonly<Record<string, readonly Row[] | null>>;
  /** Objects, as findings name them, that are not as a clean replay leaves them: what stands beside our own. */
  readonly differs?: readonly string[];
}

export interface CorpusFile {
  readonly name: string;
  readonly text: string;
}

export interface Corpus {
  readonly name: string;
  readonly directory: string;
  readonly files: readonly CorpusFile[];
  readonly before: string;
  readonly admin: string;
  readonly expected: AdoptCase;
}

const CORPUS = join(import.meta.dirname, 'corpus/adopt');

export function readCorpus(): Corpus[] {
  return readdirSync(CORPUS)
    .sort()
    .map((name) => {
      const directory = join(CORPUS, name);
      const read = (file: string) =>
        existsSync(join(directory, file)) ? readFileSync(join(directory, file), 'utf8') : '';
      const expected: AdoptCase = JSON.parse(read('expect.json'));
      return {
        name,
        directory,
        files: readdirSync(join(directory, 'migrations'))
          .sort()
          .map((file) => ({ name: file, text: read(`migrations/${file}`) })),
        before: read('before.sql'),
        admin: read('admin.sql'),
        expected,
      };
    });
}
