import { kindOf } from '../../catalog/key-parts.ts';
import { matchesTouch, mayConcern } from '../../catalog/owner-object.ts';
import type { Catalog, FactKey } from '../../model/fact.ts';
import type { Touch } from '../../model/shadow.ts';

/** A statement by the index of its file and its own in it. */
export interface StatementAt {
  readonly file: number;
  readonly statement: number;
}

/**
 * The last statement that touched a fact: the one that made it what the files say. Grants have no identity in the log,
 * so theirs is the last GRANT or REVOKE that may name them.
 */
export function findStatement(
  key: FactKey,
  touches: readonly (readonly Touch[])[],
  { parentOf }: Pick<Catalog, 'parentOf'>,
): StatementAt | undefined {
  const matches = (touch: Touch) =>
    kindOf(key) === 'acl'
      ? /^(GRANT|REVOKE)/.test(touch.tag) && mayConcern(key, touch)
      : matchesTouch(key, touch, parentOf);
  for (let file = touches.length - 1; file >= 0; file -= 1) {
    const found = touches[file]?.findLast(matches);
    if (found !== undefined) return { file, statement: found.statement };
  }
  return undefined;
}
