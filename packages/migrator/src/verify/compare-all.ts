import type { Finding } from '../model/finding.ts';
import type { TriggerVerdict } from '../model/result.ts';
import type { Expectations, ExpectedTrigger, FoundTrigger } from '../model/trigger.ts';
import { compareFunction, findReachable, openTo } from './compare-functions.ts';
import { compareTrigger } from './compare-triggers.ts';
import { describeTrigger } from './describe-trigger.ts';
import { sameName, showName, showTrigger, USERS } from './names.ts';
import type { TriggerFacts } from './read-facts.ts';

/** Each trigger of the files with its verdict, and everything that is not as the files say. */
export function compareAll(
  expectations: Expectations,
  facts: TriggerFacts,
  conditions: ReadonlyMap<ExpectedTrigger, string>,
  tables: ReadonlySet<string>,
): { verdicts: readonly TriggerVerdict[]; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  // A function that several triggers call is told once.
  const functions = new Map<string, readonly Finding[]>();
  const verdicts = expectations.triggers.map((said): TriggerVerdict => {
    const found = facts.triggers.find((each) => each.name === said.name && sameName(each.table, said.table));
    const expected = resolveFunction(said, found, facts.path);
    const own = compareTrigger(expected, {
      found,
      tableExists: tables.has(showName(expected.table)),
      condition: conditions.get(said),
    });
    const called = showName(expected.function);
    const ofFunction = functions.get(called) ?? functionFindings(expected, expectations, facts);
    findings.push(...own, ...(functions.has(called) ? [] : ofFunction));
    functions.set(called, ofFunction);
    return {
      trigger: showTrigger(expected),
      function: `${called}()`,
      migration: expected.migration,
      at: expected.at,
      ok: ![...own, ...ofFunction].some(({ severity }) => severity === 'blocker'),
    };
  });
  return { verdicts, findings: [...findings, ...unknownTriggers(expectations, facts)] };
}

/** `moddatetime()` without its schema is the one of extensions, where the search_path has that. */
function resolveFunction(
  said: ExpectedTrigger,
  found: FoundTrigger | undefined,
  path: readonly string[],
): ExpectedTrigger {
  if (!said.functionAnywhere || found?.function.name !== said.function.name) return said;
  return path.includes(found.function.schema) ? { ...said, function: found.function } : said;
}

function functionFindings(
  { function: name, table }: ExpectedTrigger,
  { functions, triggers }: Expectations,
  facts: TriggerFacts,
): readonly Finding[] {
  const expected = functions.find((each) => sameName(each.name, name));
  const found = facts.functions.find((each) => sameName(each.name, name));
  // A function of an extension, or one that a DO block put together: not ours to judge.
  const differing = expected === undefined ? [] : compareFunction(expected, found);
  const onAuth =
    table.schema === USERS.schema ||
    triggers.some((each) => sameName(each.function, name) && each.table.schema === USERS.schema);
  const definer = found?.securityDefiner === true || expected?.securityDefiner === true;
  const reachable =
    onAuth && definer && found !== undefined
      ? findReachable(found, expected === undefined ? [] : openTo(expected, found))
      : [];
  const at = expected === undefined ? {} : { at: expected.at, migration: expected.migration };
  return [...differing, ...reachable.map((finding) => ({ ...finding, ...at }))];
}

/** Somebody made a trigger on users by hand: sign-ups go through it, and no file knows it. */
function unknownTriggers({ triggers }: Expectations, facts: TriggerFacts): readonly Finding[] {
  return facts.triggers
    .filter(({ table }) => sameName(table, USERS))
    .filter(({ name }) => !triggers.some((each) => each.name === name && sameName(each.table, USERS)))
    .flatMap((trigger): Finding[] => {
      const called = facts.functions.find((each) => sameName(each.name, trigger.function));
      return [
        {
          code: 'trigger_unknown',
          severity: 'warning',
          object: `trigger ${showTrigger(trigger)}`,
          message: `Trigger ${showTrigger(trigger)} is in no file that is recorded; every sign-up goes through it.`,
          found: describeTrigger(trigger),
          hint: 'Write it into a migration, or drop it: DROP FUNCTION … CASCADE takes it along where the table is not yours.',
        },
        ...(called?.securityDefiner === true ? findReachable(called, []) : []),
      ];
    });
}
