import { mendPolicy, restrictiveFirst } from '../../catalog/lost-by-push.ts';
import type { FactKey } from '../../model/fact.ts';
import type { JudgedAdoption } from '../adoption.ts';

/** SQL by index of a file: a policy is mended with the one that gave it its last form. Pure. */
export function mendsByFile({
  lost,
  replay,
}: Pick<JudgedAdoption, 'lost' | 'replay'>): ReadonlyMap<number, string[]> {
  const { end } = replay;
  const mends = new Map<number, string[]>();
  for (const key of restrictiveFirst(end, lost)) {
    const file = lastChange(key, replay);
    mends.set(file, [...(mends.get(file) ?? []), mendPolicy(end, key)]);
  }
  return mends;
}

/** The last file across which a key differs; where states between were not read, the one that the log names. */
function lastChange(key: FactKey, { states, touched }: JudgedAdoption['replay']): number {
  let last = { from: 0, to: 0 };
  let before = 0;
  for (const [position, state] of states.entries()) {
    if (state === undefined) continue;
    if (state.get(key) !== states[before]?.get(key)) last = { from: before, to: position };
    before = position;
  }
  const made = touched.makerOf(key);
  return made !== undefined && made >= last.from && made < last.to ? made : last.to - 1;
}
