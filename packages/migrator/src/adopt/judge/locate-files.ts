import type { FactHashes, FactKey } from '../../model/fact.ts';

/**
 * What the target says of one file.
 * - `in_effect`: all it does is there.
 * - `pending`: none of it is.
 * - `partial`: some of it is.
 * - `conflict`: something is neither as before the file nor as after it, nor as any later file leaves it.
 * - `loop`: the catalog can not tell: the file touches nothing, or later files lead back to where it began.
 */
export type Verdict = 'in_effect' | 'pending' | 'partial' | 'conflict' | 'loop';

export interface FileVerdict {
  readonly verdict: Verdict;
  /** Keys whose value in the target is the file's own or a later one. */
  readonly yes: readonly FactKey[];
  /** Keys whose value is one from before the file. */
  readonly no: readonly FactKey[];
  /** Keys whose value is neither. */
  readonly foreign: readonly FactKey[];
}

export interface LocateInput {
  /**
   * The shadow's states S0 … Sn: index p is after p files. undefined where a state was not read, which is allowed only
   * beside files whose objects only ever grow, and that the target has as they are in the end.
   */
  readonly states: readonly (FactHashes | undefined)[];
  /** Files that are known to touch nothing, also where a state beside them was not read. */
  readonly traceless?: readonly boolean[];
  /** What a file beside which a state was not read makes, by its index. */
  readonly made?: ReadonlyMap<number, readonly FactKey[]>;
  readonly target: FactHashes;
  /** Whether a key that differs across file `index` (0-based) is that file's own doing. */
  readonly counts: (key: FactKey, index: number) => boolean;
  /** States between the statements of a file, by its index: a value from there says that it ran half way. */
  readonly within?: ReadonlyMap<number, readonly FactHashes[]>;
  /** Whether a foreign value of this key is overwritten by the file whatever it is: grants are. */
  readonly overwritten: (key: FactKey) => boolean;
}

/**
 * Where the target stands among the files, judged from facts alone. Pure.
 * Source of the rules: the decision procedure in docs/adoption.md, steps 3 and 4.
 */
export function locateFiles(input: LocateInput): FileVerdict[] {
  const changes = changesOf(input);
  const positions = findPositions(input, changes);
  const judged =
    positions === undefined ? judgeFiles(input, changes) : judgeByPosition(input, changes, positions);
  return resolveTail(judged);
}

/** The keys each file touches; undefined for a file beside which a state was not read. */
function changesOf({ states, counts, traceless }: LocateInput): (readonly FactKey[] | undefined)[] {
  return states.slice(1).map((after, index) => {
    const before = states[index];
    if (traceless?.[index] === true) return [];
    if (before === undefined || after === undefined) return undefined;
    const keys = new Set([...before.keys(), ...after.keys()]);
    return [...keys].filter((key) => before.get(key) !== after.get(key) && counts(key, index));
  });
}

/** The lowest and highest p for which the target equals S(p) on everything any file touches. */
function findPositions(
  { states, target }: LocateInput,
  changes: readonly (readonly FactKey[] | undefined)[],
): { lowest: number; highest: number } | undefined {
  const keys = new Set(changes.flatMap((touched) => touched ?? []));
  // A state that was not read lacks what the file after it creates, and the target has that: it can not be equal.
  const equal = states.flatMap((state, position) =>
    state !== undefined && [...keys].every((key) => state.get(key) === target.get(key)) ? [position] : [],
  );
  const reachable = equal.filter((position) =>
    changes.slice(position).every((touched) => touched !== undefined),
  );
  const lowest = reachable[0];
  const highest = reachable.at(-1);
  return lowest === undefined || highest === undefined ? undefined : { lowest, highest };
}

function judgeByPosition(
  { made }: LocateInput,
  changes: readonly (readonly FactKey[] | undefined)[],
  { lowest, highest }: { lowest: number; highest: number },
): FileVerdict[] {
  return changes.map((touched, index) => {
    if (index >= highest) return { verdict: 'pending', yes: [], no: touched ?? [], foreign: [] };
    const verdict = index < lowest && touched?.length !== 0 ? 'in_effect' : 'loop';
    return { verdict, yes: touched ?? made?.get(index) ?? [], no: [], foreign: [] };
  });
}

function judgeFiles(
  { states, target, overwritten, within, made }: LocateInput,
  changes: readonly (readonly FactKey[] | undefined)[],
): FileVerdict[] {
  // The target as it will be when the files before have been dealt with.
  const current = new Map(target);
  const rewritten = new Set<FactKey>();
  return changes.map((touched, index): FileVerdict => {
    if (touched === undefined)
      return { verdict: 'in_effect', yes: made?.get(index) ?? [], no: [], foreign: [] };
    const file = { yes: [] as FactKey[], no: [] as FactKey[], foreign: [] as FactKey[] };
    let halfWay = false;
    for (const key of touched) {
      const value = current.get(key);
      const later = states.slice(index + 1).some((state) => state !== undefined && state.get(key) === value);
      const earlier = states
        .slice(0, index + 1)
        .some((state) => state !== undefined && state.get(key) === value);
      if (earlier && (!later || rewritten.has(key))) file.no.push(key);
      else if (later && !earlier) file.yes.push(key);
      else if (later) continue;
      else if (within?.get(index)?.some((state) => state.get(key) === value)) {
        file.no.push(key);
        halfWay = true;
      } else file.foreign.push(key);
    }
    const whole = verdictOf(file, overwritten);
    const verdict = halfWay && whole === 'pending' ? 'partial' : whole;
    if (verdict === 'pending' || verdict === 'partial') {
      for (const key of verdict === 'pending' ? touched : file.no) {
        rewritten.add(key);
        const after = states[index + 1]?.get(key);
        if (after === undefined) current.delete(key);
        else current.set(key, after);
      }
    }
    return { verdict, ...file };
  });
}

function verdictOf(
  { yes, no, foreign }: Pick<FileVerdict, 'yes' | 'no' | 'foreign'>,
  overwritten: (key: FactKey) => boolean,
): Verdict {
  if (foreign.length > 0) {
    const harmless = yes.length === 0 && foreign.every(overwritten);
    return harmless ? 'pending' : 'conflict';
  }
  if (yes.length > 0) return no.length > 0 ? 'partial' : 'in_effect';
  return no.length > 0 ? 'pending' : 'loop';
}

/**
 * A file that leaves no trace, behind one that is pending and with nothing in effect after that one, has not run
 * either: files run in order.
 */
function resolveTail(files: readonly FileVerdict[]): FileVerdict[] {
  const last = files.findLastIndex(
    ({ verdict }) => verdict === 'in_effect' || verdict === 'partial' || verdict === 'conflict',
  );
  const pending = files.findIndex(({ verdict }, index) => index > last && verdict === 'pending');
  if (pending === -1) return [...files];
  return files.map((file, index) =>
    index > pending && file.verdict === 'loop' ? { ...file, verdict: 'pending' } : file,
  );
}
