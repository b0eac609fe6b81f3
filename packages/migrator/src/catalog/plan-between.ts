import { isDeepStrictEqual } from 'node:util';
import type { FactKey } from '../model/fact.ts';
import { blendFacts, type PlanSide } from './blend-facts.ts';
import { columnGrants } from './column-grants.ts';
import { narrowFacts } from './narrow-facts.ts';
import { type FactBase, loadCore, loadPlan, type Plan } from './pg-delta.ts';

/**
 * pg-delta's plan for these keys alone; undefined when there is none, because something outside of the keys needs what
 * would be dropped, or because it refuses.
 */
export async function planBetween(side: PlanSide, keys: readonly FactKey[]): Promise<string[] | undefined> {
  const [core, { plan }] = await Promise.all([loadCore(), loadPlan()]);
  const to = narrowFacts(core, side.to, keys);
  const from = narrowFacts(core, side.from, keys, to.facts());
  const goal = blendFacts(core, { ...side, from, to }, keys);
  if (goal === undefined) return undefined;
  let planned: Plan;
  try {
    planned = plan(from, goal);
  } catch {
    // It refuses by throwing a plain Error.
    return undefined;
  }
  const statements = planned.actions.filter((action) => !isOwnership(action, goal)).map(({ sql }) => sql);
  statements.push(...columnGrants(goal, keys));
  const lazyBodies = planned.preamble.some(({ name }) => name === 'check_function_bodies');
  // A function's body may name what is made after it.
  return lazyBodies && statements.length > 0 ? [LAZY_BODIES, ...statements] : statements;
}

/** Who owns what is nobody's business here, nor what an owner may do anyway; both come with what is made anew. */
function isOwnership({ sql, produces, consumes }: Plan['actions'][number], goal: FactBase): boolean {
  if (/ OWNER TO "(?:[^"]|"")*"$/.test(sql)) return true;
  return [...produces, ...consumes].some((id) => {
    const { privileges, _ownerDefault } = (id.kind === 'acl' && goal.get(id)?.payload) || {};
    return _ownerDefault !== undefined && isDeepStrictEqual(privileges, _ownerDefault);
  });
}

const LAZY_BODIES = 'SET LOCAL check_function_bodies = off';
