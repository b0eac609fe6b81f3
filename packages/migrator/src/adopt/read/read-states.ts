import { alignViews } from '../../catalog/align-views.ts';
import { differingKeys } from '../../catalog/differing-keys.ts';
import { isLostByPush } from '../../catalog/lost-by-push.ts';
import { readCatalog, readOutline } from '../../catalog/read-catalog.ts';
import type { Catalog, FactHashes, FactKey } from '../../model/fact.ts';
import type { Session } from '../../model/ports.ts';
import type { Shadow, ShadowDatabase, Touch } from '../../model/shadow.ts';
import type { ParsedMigration } from '../../model/statement.ts';
import { withReplay } from '../../shadow/with-replay.ts';
import { chooseFiles } from './choose-states.ts';
import { guessAsked } from './guess-asked.ts';
import { indexTouches, type TouchIndex } from './touch-index.ts';

/** What a replay of the files on a shadow shows. */
export interface Replay {
  /** S0 … Sn by number of files replayed; undefined where nothing is to be learnt from one. */
  readonly states: readonly (FactHashes | undefined)[];
  /** Of each file whether it is known to have touched nothing. */
  readonly traceless: readonly boolean[];
  /** Sn, with what its facts say. */
  readonly end: Catalog;
  /** What the files make and nothing can be proven of: kinds that can not be described, extensions the shadow lacks. */
  readonly unmodelled: readonly string[];
  /** What each file touched, statement by statement. */
  readonly touches: readonly (readonly Touch[])[];
  /** The same by fact of the end. */
  readonly touched: TouchIndex;
  /** What each file made for the end, where the states beside it were not read. */
  readonly made: ReadonlyMap<number, readonly FactKey[]>;
  /** The target, with the texts of its views as the shadow's server prints them. */
  readonly found: Catalog;
}

/**
 * Replays `past`, which is recorded, and then `files` one by one to see where they lead and what they touch; and where
 * the target asks about some of them, a second time to read the states around those.
 * @param target Where the target can be read.
 * @throws {MigratorError} `shadow_…` when a file does not replay.
 */
export async function readStates(
  shadow: Shadow,
  past: readonly ParsedMigration[],
  files: readonly ParsedMigration[],
  target: Session,
): Promise<Replay> {
  const first = await replayAll(shadow, past, files, target);
  const { logged, start, end, touches, found } = first;
  const known = new Set(start.unmodelled);
  const unmodelled = [
    ...end.unmodelled.filter((kind) => !known.has(kind)),
    ...first.missing.map((name) => `extension "${name}"`),
  ];
  const touched = indexTouches(touches, end.parentOf);
  const differing = [...differingKeys(end, found)].filter((key) => !isLostByPush(end, found, key));
  const asked = logged ? chooseFiles(files, touches, differing, touched) : files.map(() => true);
  const states = [
    start.hashes,
    ...(await readBetween(shadow, past, files, asked, first.between)),
    end.hashes,
  ];
  states.length = files.length + 1;
  const made = new Map<number, FactKey[]>();
  for (const key of differingKeys(start, end)) {
    const maker = touched.makerOf(key);
    if (maker === undefined || (states[maker] !== undefined && states[maker + 1] !== undefined)) continue;
    const keys = made.get(maker) ?? [];
    keys.push(key);
    made.set(maker, keys);
  }
  // A file that touched nothing leaves what was there, also where that was not read.
  const traceless = touches.map((some) => logged && some.length === 0);
  return { states, traceless, end, touches, unmodelled, found, touched, made };
}

/** A replay of which every state was read, beside a target. */
export function wholeReplay(
  read: Pick<Replay, 'states' | 'touches' | 'end' | 'unmodelled'>,
  found: Catalog,
): Replay {
  const { states, touches, end, unmodelled } = read;
  const touched = indexTouches(touches, end.parentOf);
  return { states, touches, end, unmodelled, found, touched, traceless: [], made: new Map() };
}

/** The states after each file but the last, as far as they were read. */
type Between = readonly (FactHashes | undefined)[];

async function replayAll(
  shadow: Shadow,
  past: readonly ParsedMigration[],
  files: readonly ParsedMigration[],
  target: Session,
) {
  return withReplay(shadow, past, async (database) => {
    const start = await readOutline(database.session);
    // After the shadow, which tells what to ask: far away each question would be a wait of its own.
    const live = await readCatalog(target);
    const touches: (readonly Touch[])[] = [];
    const expected = around(guessAsked(files, live));
    const between = await readWanted(database, files, expected, (touched) => touches.push(touched));
    for (const migration of files.slice(touches.length)) touches.push(await database.replay(migration));
    const end = await readCatalog(database.session);
    const server = { session: database.session, serverMajor: end.serverMajor };
    const found = await alignViews(live, server, differingKeys(end, live));
    const missing = [...(database.missing ?? [])];
    return { start, end, between, touches, found, missing, logged: database.logged };
  });
}

/** What the first replay has not read of the states around the files that are asked about. */
async function readBetween(
  shadow: Shadow,
  past: readonly ParsedMigration[],
  files: readonly ParsedMigration[],
  asked: readonly boolean[],
  known: Between,
): Promise<Between> {
  const wanted = around(asked).map((want, index) => want && known[index] === undefined);
  if (!wanted.includes(true)) return known;
  return withReplay(shadow, past, async (database) => {
    const read = await readWanted(database, files, wanted, () => {});
    return known.map((state, index) => state ?? read[index]);
  });
}

/** Replays as far as a state is wanted. */
async function readWanted(
  database: ShadowDatabase,
  files: readonly ParsedMigration[],
  wanted: readonly boolean[],
  tell: (touched: readonly Touch[]) => void,
): Promise<Between> {
  const between: (FactHashes | undefined)[] = wanted.map(() => undefined);
  for (const [index, migration] of files.slice(0, wanted.lastIndexOf(true) + 1).entries()) {
    const touched = await database.replay(migration);
    tell(touched);
    const same = touched.length === 0 && database.logged ? between[index - 1] : undefined;
    if (wanted[index] === true) between[index] = same ?? (await readOutline(database.session)).hashes;
  }
  return between;
}

/** The places before and behind the files that are asked about, between the first and the last. */
function around(asked: readonly boolean[]): boolean[] {
  return asked.slice(1).map((next, index) => next || asked[index] === true);
}
