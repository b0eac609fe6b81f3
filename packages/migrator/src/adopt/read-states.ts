import { alignViews } from '../catalog/align-views.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import type { Catalog, FactHashes } from '../model/fact.ts';
import type { Shadow, Touch } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { chooseFiles } from './choose-states.ts';

/** What a replay of the files on a shadow shows. */
export interface Replay {
  /** S0 … Sn by number of files replayed; undefined where nothing is to be learnt from one. */
  readonly states: readonly (FactHashes | undefined)[];
  /** Sn, with what its facts say. */
  readonly end: Catalog;
  /** Kinds of object the files make that can not be described. */
  readonly unmodelled: readonly string[];
  /** What each file touched, statement by statement. */
  readonly touches: readonly (readonly Touch[])[];
  /** The target, with the texts of its views as the shadow's server prints them. */
  readonly found: Catalog;
}

/** Up to so many files a single replay that reads every state is quicker than two. */
const FEW_FILES = 6;

/**
 * Replays `past`, which is recorded, and then `files` one by one: once to see where they lead and what they touch, and
 * where they are many a second time, to read the states around those files that the target asks about.
 * @param target The target as it was read.
 * @throws {MigratorError} `shadow_…` when a file does not replay.
 */
export async function readStates(
  shadow: Shadow,
  past: readonly ParsedMigration[],
  files: readonly ParsedMigration[],
  target: Catalog,
): Promise<Replay> {
  if (files.length <= FEW_FILES) return (await replayReading(shadow, past, files, target, () => true)).replay;
  const { replay, logged } = await replayReading(shadow, past, files, target, () => false);
  const { touches, end, found } = replay;
  const chosen = logged ? chooseFiles(touches, differingKeys(end, found), end) : files.map(() => true);
  if (!chosen.includes(true)) return replay;
  const second = await replayReading(shadow, past, files, target, (index) => chosen[index] === true);
  return { ...replay, states: [...second.replay.states.slice(0, -1), replay.end.hashes] };
}

/** @param reads Whether the states before and after a file are read; the first and the last always are. */
async function replayReading(
  shadow: Shadow,
  past: readonly ParsedMigration[],
  files: readonly ParsedMigration[],
  target: Catalog,
  reads: (index: number) => boolean,
): Promise<{ replay: Replay; logged: boolean }> {
  const database = await shadow.open();
  try {
    for (const migration of past) await database.replay(migration);
    const start = await readCatalog(database.session);
    const states: (FactHashes | undefined)[] = [start.hashes];
    const touches: (readonly Touch[])[] = [];
    let end: Catalog | undefined = start;
    for (const [index, migration] of files.entries()) {
      const touched = await database.replay(migration);
      touches.push(touched);
      // A file that touched nothing leaves the state as it was; without a log every file may have touched something.
      const last = index === files.length - 1;
      const wanted = last || reads(index) || (index + 1 < files.length && reads(index + 1));
      if (touched.length > 0 || !database.logged)
        end = wanted ? await readCatalog(database.session) : undefined;
      else if (end === undefined && wanted) end = await readCatalog(database.session);
      states.push(end?.hashes);
    }
    end ??= await readCatalog(database.session);
    const known = new Set(start.unmodelled);
    const unmodelled = end.unmodelled.filter((kind) => !known.has(kind));
    const server = { session: database.session, serverMajor: end.serverMajor };
    const found = await alignViews(target, server, differingKeys(end, target));
    return { replay: { states, end, touches, unmodelled, found }, logged: database.logged };
  } finally {
    await database.close();
  }
}

/**
 * The states within a file: before its first statement, which is `start`, and after each.
 * @param before Everything that runs before the file.
 */
export async function readStatementStates(
  shadow: Shadow,
  before: readonly ParsedMigration[],
  file: ParsedMigration,
  start: FactHashes,
): Promise<FactHashes[]> {
  const database = await shadow.open();
  try {
    for (const migration of before) await database.replay(migration);
    const states = [start];
    let last = start;
    for (const statement of file.statements) {
      const touched = await database.replayStatements(file, [statement]);
      if (touched.length > 0 || !database.logged) last = (await readOutline(database.session)).hashes;
      states.push(last);
    }
    return states;
  } finally {
    await database.close();
  }
}

/**
 * A catalog of the target read later, with the texts of its views as the shadow's server prints them. Costs a replay,
 * but only where the servers are on different sides of Postgres 16.
 */
export async function alignLater(
  shadow: Shadow,
  files: readonly ParsedMigration[],
  end: Catalog,
  now: Catalog,
): Promise<Catalog> {
  const views = [...differingKeys(end, now)].filter((key) => /^(view|materializedView):/.test(key));
  if (views.length === 0 || end.serverMajor < 16 === now.serverMajor < 16) return now;
  const database = await shadow.open();
  try {
    for (const migration of files) await database.replay(migration);
    return await alignViews(now, { session: database.session, serverMajor: end.serverMajor }, views);
  } finally {
    await database.close();
  }
}
