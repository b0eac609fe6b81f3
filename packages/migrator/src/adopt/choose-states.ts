import { kindOf } from '../catalog/key-parts.ts';
import { matchesTouch } from '../catalog/owner-object.ts';
import type { Catalog, FactKey } from '../model/fact.ts';
import type { Touch } from '../model/shadow.ts';

/**
 * Which files need the states before and after them read. Reading one costs a fifth of a second and more, so a file is
 * left out when nothing can be learnt there: it touches only objects it makes itself, no other file touches them, and
 * the target has them as they are in the end.
 * @param differing Facts in which the target is not what the files make in the end.
 */
export function chooseFiles(
  touches: readonly (readonly Touch[])[],
  differing: Iterable<FactKey>,
  end: Catalog,
): boolean[] {
  const files = new Map<string, Set<number>>();
  for (const [file, touched] of touches.entries()) {
    for (const touch of touched) {
      const object = objectOf(touch);
      if (object === undefined) continue;
      files.set(object, (files.get(object) ?? new Set()).add(file));
    }
  }
  const keys = [...differing];
  const grantsDiffer = keys.some((key) => kindOf(key) === 'acl' || kindOf(key) === 'defaultPrivilege');
  return touches.map((touched) => {
    const made = new Set(touched.filter(({ tag }) => tag.startsWith('CREATE')).map(objectOf));
    return touched.some((touch) => {
      const object = objectOf(touch);
      // A grant says not of what; a drop or a change of what another file made may be led back from.
      if (object === undefined || touch.dropped || !made.has(object)) return true;
      if ((files.get(object)?.size ?? 0) > 1) return true;
      if (grantsDiffer && /^(GRANT|REVOKE)/.test(touch.tag)) return true;
      return keys.some((key) => matchesTouch(key, touch, end.parentOf));
    });
  });
}

/** The object with a life of its own that a touch is about: of a column, policy or trigger its table. */
function objectOf({ identity, type }: Touch): string | undefined {
  if (identity === undefined) return undefined;
  const table = / on (.+)$/.exec(identity)?.[1];
  if (table !== undefined) return table;
  if (type !== 'table column') return identity;
  return identity.slice(0, identity.lastIndexOf('.'));
}
