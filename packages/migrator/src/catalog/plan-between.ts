import { isDeepStrictEqual } from 'node:util';
import type { FactKey, MendingStatement } from '../model/fact.ts';
import { blendFacts } from './blend-facts.ts';
import { columnGrants } from './column-grants.ts';
import { losesValues } from './loses-values.ts';
import { narrowFacts } from './narrow-facts.ts';
import { type FactBase, loadCore, loadPlan, type Plan, type StableId } from './pg-delta.ts';

/** From where to where, and on what server. */
export interface PlanSide {
  readonly from: FactBase;
  readonly to: FactBase;
  /** Major version of the server the statements are for. */
  readonly serverMajor: number;
  /** Whether a fact of `to` is one that is compared. */
  isCompared(key: FactKey): boolean;
}

/**
 * pg-delta's plan for these keys alone; undefined when there is none, because something outside of the keys needs what
 * would be dropped, or because it refuses.
 */
export async function planBetween(
  side: PlanSide,
  keys: readonly FactKey[],
): Promise<MendingStatement[] | undefined> {
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
  const statements: MendingStatement[] = planned.actions
    .filter((action) => !isOwnership(action, goal))
    .map((action) => ({
      sql: action.sql,
      dataLoss: action.dataLoss === 'destructive' || changesValues(action, from, goal),
      lock: action.lockClass,
      commitAfter: action.transactionality === 'commitBoundaryAfter',
    }));
  for (const sql of columnGrants(goal, keys))
    statements.push({ sql, dataLoss: false, lock: 'none', commitAfter: false });
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

const LAZY_BODIES: MendingStatement = {
  sql: 'SET LOCAL check_function_bodies = off',
  dataLoss: false,
  lock: 'none',
  commitAfter: false,
};

/** pg-delta calls a new type of a column a rewrite, also where it rounds or cuts. */
function changesValues({ sql, consumes }: Plan['actions'][number], from: FactBase, to: FactBase): boolean {
  if (!/ALTER COLUMN .* TYPE /s.test(sql)) return false;
  return consumes.some((id) => {
    const [before, after] = [typeOf(from, id), typeOf(to, id)];
    return before !== undefined && after !== undefined && losesValues(before, after);
  });
}

function typeOf(base: FactBase, id: StableId): string | undefined {
  const type = id.kind === 'column' ? base.get(id)?.payload.type : undefined;
  return typeof type === 'string' ? type : undefined;
}
