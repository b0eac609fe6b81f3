import type { Finding } from '../model/finding.ts';
import type { ExpectedTrigger, FoundTrigger } from '../model/trigger.ts';
import { isPlatform } from '../sql/platform.ts';
import { joinName } from '../sql/relation-names.ts';
import { sameTokens } from '../sql/scan-tokens.ts';
import { describeTrigger } from './describe-trigger.ts';
import { sameName, showName, showTrigger } from './names.ts';

/** What the comparison of a trigger needs beside the trigger. */
export interface TriggerComparison {
  readonly found: FoundTrigger | undefined;
  /** Whether its table is there. */
  readonly tableExists: boolean;
  /** The expected condition as Postgres prints it; undefined where that is not known. */
  readonly condition: string | undefined;
}

/** What is not as the files say of one trigger. */
export function compareTrigger(
  expected: ExpectedTrigger,
  { found, tableExists, condition }: TriggerComparison,
): readonly Finding[] {
  const object = `trigger ${showTrigger(expected)}`;
  const base = { severity: 'blocker', migration: expected.migration, at: expected.at, object } as const;
  const mend = mendingText(expected, found !== undefined);
  const next = mend === undefined ? { hint: HINT } : { sql: mend, hint: HINT };
  if (found === undefined)
    return [
      {
        ...base,
        code: 'trigger_missing',
        message: tableExists
          ? `Trigger ${showTrigger(expected)} is not there.`
          : `Trigger ${showTrigger(expected)} is not there, nor is its table.`,
        expected: describeTrigger(expected),
        found: 'absent',
        ...(tableExists
          ? next
          : { hint: 'Bring the table back first: "migrate drift" shows how it is made.' }),
      },
    ];
  const findings: Finding[] = [];
  const unknown = expected.when !== undefined && found.when !== undefined && condition === undefined;
  const when =
    expected.when === undefined ? undefined : (condition ?? (unknown ? found.when : expected.when));
  const wanted = { ...expected, when };
  if (describeTrigger(wanted) !== describeTrigger(found))
    findings.push({
      ...base,
      code: 'trigger_differs',
      message: `Trigger ${showTrigger(expected)} is not what its file says: ${differences(wanted, found)}.`,
      expected: describeTrigger(wanted),
      found: describeTrigger(found),
      ...next,
    });
  if (unknown && !sameTokens(expected.when ?? '', found.when ?? ''))
    findings.push({
      ...base,
      severity: 'warning',
      code: 'trigger_not_compared',
      message: `The WHEN of trigger ${showTrigger(expected)} could not be compared: Postgres does not make it here.`,
      expected: `WHEN (${expected.when})`,
      found: `WHEN (${found.when})`,
    });
  if (!fires(found, expected))
    findings.push({
      ...base,
      code: 'trigger_disabled',
      message:
        expected.enabled === 'disabled'
          ? `Trigger ${showTrigger(expected)} fires, though its files disable it.`
          : `Trigger ${showTrigger(expected)} does not fire${found.enabled === 'replica' ? ' on ordinary writes: it is switched to replica' : ': it is disabled'}.`,
      expected: expected.enabled,
      found: found.enabled,
      ...switchText(expected, mend),
    });
  return findings;
}

const HINT = 'Put it into a new migration, and run "migrate up".';

/** ALWAYS fires in an ordinary session as well. */
function fires(found: FoundTrigger, expected: ExpectedTrigger): boolean {
  const ordinary = (enabled: FoundTrigger['enabled']) => (enabled === 'always' ? 'enabled' : enabled);
  return ordinary(found.enabled) === ordinary(expected.enabled);
}

function differences(expected: FoundTrigger, found: FoundTrigger): string {
  const parts = [
    ['timing', expected.timing, found.timing],
    ['events', expected.events.join(' OR '), found.events.join(' OR ')],
    ['columns', expected.columns.join(', '), found.columns.join(', ')],
    ['level', expected.level, found.level],
    ['WHEN', expected.when, found.when],
    ['arguments', expected.arguments.join('\0'), found.arguments.join('\0')],
    ['transition tables', expected.transitions.join(), found.transitions.join()],
    ['constraint', expected.constraint, found.constraint],
  ] as const;
  const names = parts.flatMap(([name, one, other]) => (one === other ? [] : [name]));
  const called = sameName(expected.function, found.function) ? [] : ['function'];
  return [...called, ...names].join(', ');
}

/** The file's own statement, so that it can run although the trigger is there; undefined where that is not known. */
function mendingText(trigger: ExpectedTrigger, exists: boolean): readonly string[] | undefined {
  const text = trigger.text?.trim();
  if (text === undefined) return undefined;
  if (!exists) return [`${text};`];
  if (trigger.constraint === undefined)
    return [`${text.replace(/^create\s+trigger/i, 'CREATE OR REPLACE TRIGGER')};`];
  return [`DROP TRIGGER ${joinName([trigger.name])} ON ${showName(trigger.table)};`, `${text};`];
}

/** On a platform table only replacing it switches a trigger on: ALTER TABLE wants the owner. */
function switchText(
  trigger: ExpectedTrigger,
  mend: readonly string[] | undefined,
): Pick<Finding, 'sql' | 'hint'> {
  if (isPlatform(trigger.table.schema) && trigger.enabled === 'enabled' && trigger.constraint === undefined)
    return mend === undefined ? { hint: HINT } : { sql: mend, hint: HINT };
  const verb = { enabled: 'ENABLE', always: 'ENABLE ALWAYS', replica: 'ENABLE REPLICA', disabled: 'DISABLE' };
  return {
    sql: [
      `ALTER TABLE ${showName(trigger.table)} ${verb[trigger.enabled]} TRIGGER ${joinName([trigger.name])};`,
    ],
    hint: HINT,
  };
}
