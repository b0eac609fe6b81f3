import type { Finding } from '../model/finding.ts';
import type { ExpectedFunction, FoundFunction } from '../model/trigger.ts';
import { joinName } from '../sql/relation-names.ts';
import { sameTokens } from '../sql/scan-tokens.ts';
import { showName } from './names.ts';

/** What is not as the files say of one trigger function. */
export function compareFunction(
  expected: ExpectedFunction,
  found: FoundFunction | undefined,
): readonly Finding[] {
  const called = `${showName(expected.name)}()`;
  const base = {
    severity: 'blocker',
    migration: expected.migration,
    at: expected.at,
    object: `function ${called}`,
  } as const;
  if (found === undefined)
    return [
      {
        ...base,
        code: 'trigger_function_missing',
        message: `Function ${called} is not there.`,
        expected: `LANGUAGE ${expected.language}, as in the file`,
        found: 'absent',
        hint: REPEAT,
      },
    ];
  const findings: Finding[] = [];
  const add = (finding: Pick<Finding, 'code' | 'message' | 'expected' | 'found' | 'sql' | 'hint'>) =>
    findings.push({ ...base, ...finding });
  if (expected.language !== found.language || !sameBody(expected.body, found.body))
    add({ code: 'trigger_function_differs', ...differentBody(called, expected, found), hint: REPEAT });
  if (expected.owner !== undefined && expected.owner !== found.owner)
    add({
      code: 'trigger_function_differs',
      message: `Function ${called} belongs to another role than its files say.`,
      expected: `owner ${expected.owner}`,
      found: `owner ${found.owner}`,
      sql: [`ALTER FUNCTION ${called} OWNER TO ${joinName([expected.owner])};`],
    });
  if (expected.securityDefiner !== found.securityDefiner)
    add({
      code: 'trigger_function_security',
      message: expected.securityDefiner
        ? `Function ${called} is not SECURITY DEFINER: it has no more rights than whoever makes the trigger fire.`
        : `Function ${called} is SECURITY DEFINER, and its file does not say so: it runs with the rights of ${found.owner}.`,
      expected: securityOf(expected.securityDefiner),
      found: securityOf(found.securityDefiner),
      sql: [`ALTER FUNCTION ${called} ${securityOf(expected.securityDefiner)};`],
    });
  for (const name of new Set([...expected.settings.keys(), ...found.settings.keys()]))
    findings.push(...compareSetting(base, called, name, expected, found));
  const open = openTo(expected, found);
  if (open.length > 0)
    add({
      code: 'trigger_function_executable',
      message: `Function ${called} can be executed by ${open.join(', ')}, from whom its files revoke it.`,
      expected: `no EXECUTE for ${open.join(', ')}`,
      found: `EXECUTE for ${found.grantees.join(', ')}`,
      sql: [`REVOKE EXECUTE ON FUNCTION ${called} FROM ${open.map(grantee).join(', ')};`],
    });
  return findings;
}

/**
 * A definer function of a trigger in schema auth that the Data API's roles can execute, whoever left it open.
 * @param told Roles that are in a finding already.
 */
export function findReachable(found: FoundFunction, told: readonly string[]): readonly Finding[] {
  const throughPublic = found.grantees.includes('PUBLIC') && !told.includes('PUBLIC');
  const open = found.reachableBy.filter(
    (role) => !told.includes(role) && (throughPublic || found.grantees.includes(role) || told.length === 0),
  );
  if (open.length === 0) return [];
  const called = `${showName(found.name)}()`;
  const roles = open.join(' and ');
  return [
    {
      code: 'trigger_function_executable',
      severity: 'blocker',
      object: `function ${called}`,
      message: `Function ${called} is SECURITY DEFINER and can be executed by ${roles}: the Data API's roles have no business there, and a trigger fires without it.`,
      expected: 'no EXECUTE for PUBLIC, anon, authenticated',
      found: `EXECUTE for ${found.grantees.join(', ')}`,
      sql: [`REVOKE EXECUTE ON FUNCTION ${called} FROM PUBLIC, anon, authenticated;`],
      hint: 'Put it into a new migration, and run "migrate up".',
    },
  ];
}

/** The roles that can execute it though the files revoke that from them. */
export function openTo(expected: ExpectedFunction, found: FoundFunction): readonly string[] {
  return [...expected.grants].flatMap(([role, granted]) =>
    !granted && role !== found.owner && found.grantees.includes(role) ? [role] : [],
  );
}

const REPEAT = 'Put that CREATE OR REPLACE FUNCTION into a new migration, and run "migrate up".';

/** The line ends of another system are none of our business, nor are blanks and comments. */
function sameBody(one: string, other: string): boolean {
  return one === other || sameTokens(one, other);
}

function differentBody(
  called: string,
  expected: ExpectedFunction,
  found: FoundFunction,
): Pick<Finding, 'message' | 'expected' | 'found'> {
  if (expected.language !== found.language)
    return {
      message: `Function ${called} is written in another language than in its file.`,
      expected: `LANGUAGE ${expected.language}`,
      found: `LANGUAGE ${found.language}`,
    };
  const [ours, theirs] = [linesOf(expected.body), linesOf(found.body)];
  const first = ours.findIndex((line, index) => line !== theirs[index]);
  const index = first === -1 ? ours.length : first;
  return {
    message: `Function ${called} is not the one of its file: somebody replaced it.`,
    expected: ours[index] ?? 'the end of the function',
    found: theirs[index] ?? 'the end of the function',
  };
}

function linesOf(body: string): string[] {
  return body.split('\n').flatMap((line) => line.trim() || []);
}

function compareSetting(
  base: Pick<Finding, 'severity' | 'migration' | 'at' | 'object'>,
  called: string,
  name: string,
  expected: ExpectedFunction,
  found: FoundFunction,
): readonly Finding[] {
  const [wanted, is] = [expected.settings.get(name), found.settings.get(name)];
  // FROM CURRENT: the files do not say the value.
  if (wanted === is || (expected.settings.has(name) && wanted === undefined && is !== undefined)) return [];
  const show = (value: string | undefined) => (value === undefined ? `no ${name}` : `${name} = ${value}`);
  const isPath = name === 'search_path';
  return [
    {
      ...base,
      code: isPath ? 'trigger_function_search_path' : 'trigger_function_differs',
      message:
        isPath && is === undefined
          ? `Function ${called} does not pin its search_path: whoever makes the trigger fire decides what its names mean.`
          : `Function ${called} has another ${name} than its file says.`,
      expected: show(wanted),
      found: show(is),
      ...(wanted === undefined && expected.settings.has(name)
        ? {}
        : {
            sql: [
              wanted === undefined
                ? `ALTER FUNCTION ${called} RESET ${name};`
                : `ALTER FUNCTION ${called} SET ${name} = ${isPath ? wanted.replaceAll('""', "''") : `'${wanted.replaceAll("'", "''")}'`};`,
            ],
          }),
    },
  ];
}

function securityOf(definer: boolean): string {
  return definer ? 'SECURITY DEFINER' : 'SECURITY INVOKER';
}

function grantee(role: string): string {
  return role === 'PUBLIC' ? role : joinName([role]);
}
