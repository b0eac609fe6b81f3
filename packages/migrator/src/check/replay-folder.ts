import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import { MigratorError } from '../model/errors.ts';
import type { Catalog, FactHashes } from '../model/fact.ts';
import type { Shadow, ShadowDatabase, Touch } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { type Again, runAgain } from './run-again.ts';

/**
 * Why a file need not run twice: `generated`, a tool wrote it; `settled`, nobody can edit it any more; `not_asked`, the
 * part is not done.
 */
export type Exemption = 'generated' | 'settled' | 'not_asked';

export interface ReplayRequest {
  readonly shadow: Shadow;
  readonly files: readonly ParsedMigration[];
  /** Whether the facts after each file are wanted: an extraction a file. */
  readonly readsStates: boolean;
  /** Why a file is not run a second time; undefined: it is. */
  readonly exempt: (file: ParsedMigration) => Promise<Exemption | undefined>;
}

/** A folder replayed from empty, each file right after the one before. */
export interface ReplayedFolder {
  /** The files that ran, in order. */
  readonly files: readonly ParsedMigration[];
  /** Why the one after them did not. */
  readonly failure: MigratorError | undefined;
  /** Facts by number of files replayed; undefined where they were not read. */
  readonly states: readonly (FactHashes | undefined)[];
  readonly touches: readonly (readonly Touch[])[];
  /** Facts at the end. */
  readonly end: Catalog;
  /** Kinds of object the files make that can not be described. */
  readonly unmodelled: readonly string[];
  /** What the second run of a file changed, by its name; only of those that were run twice. */
  readonly again: ReadonlyMap<string, Again>;
  /** Why the others were not, one each. */
  readonly exempted: readonly Exemption[];
  /** What all of it took, and the second runs alone, in milliseconds. */
  readonly tookMs: number;
  readonly againMs: number;
}

/**
 * Replays a folder once and reads on the way what the parts ask of it.
 * @throws {MigratorError} only what is no file's fault: `shadow_unavailable`.
 */
export async function replayFolder(request: ReplayRequest): Promise<ReplayedFolder> {
  const { shadow, files, readsStates, exempt } = request;
  const began = Date.now();
  const exempted: Exemption[] = [];
  let againMs = 0;
  let database = await shadow.open();
  try {
    const start = await readOutline(database.session);
    const states: (FactHashes | undefined)[] = [start.hashes];
    const touches: (readonly Touch[])[] = [];
    const again = new Map<string, Again>();
    let failure: MigratorError | undefined;
    let last: FactHashes | undefined = start.hashes;
    for (const [index, file] of files.entries()) {
      const touched = await replayOne(database, file);
      if (touched instanceof MigratorError) {
        failure = touched;
        break;
      }
      touches.push(touched);
      const exemption = await exempt(file);
      if (exemption !== undefined) exempted.push(exemption);
      const runsTwice = exemption === undefined;
      if (touched.length > 0 || !database.logged) last = undefined;
      if (readsStates || runsTwice) last ??= (await readOutline(database.session)).hashes;
      states.push(last);
      if (!runsTwice || last === undefined) continue;
      const secondBegan = Date.now();
      const second = await runAgain(database, file, last, async () => {
        // Its own run has left the database as no single run would: the files after it start from a fresh one.
        await database.close();
        database = await shadow.open();
        for (const earlier of files.slice(0, index + 1)) await database.replay(earlier);
        return database;
      });
      again.set(file.name, second);
      againMs += Date.now() - secondBegan;
    }
    const end = await readCatalog(database.session);
    const known = new Set(start.unmodelled);
    return {
      files: files.slice(0, touches.length),
      failure,
      states: [...states.slice(0, -1), touches.length === 0 ? start.hashes : end.hashes],
      touches,
      end,
      unmodelled: end.unmodelled.filter((kind) => !known.has(kind)),
      again,
      exempted,
      tookMs: Date.now() - began,
      againMs,
    };
  } finally {
    await database.close();
  }
}

/** @returns the error where it is the file's own. */
async function replayOne(
  database: ShadowDatabase,
  file: ParsedMigration,
): Promise<readonly Touch[] | MigratorError> {
  try {
    return await database.replay(file);
  } catch (error) {
    if (error instanceof MigratorError && error.details.migration === file.name) return error;
    throw error;
  }
}
