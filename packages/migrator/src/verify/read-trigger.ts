import type { QualifiedName, TriggerDefinition } from '../model/trigger.ts';
import { scanTokens } from '../sql/scan-tokens.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';
import { partsOf, relationOf, showName } from './names.ts';

/** Bits of `pg_trigger.tgtype`, which the parse tree uses as well. */
const TIMINGS = { BEFORE: 2, INSTEAD: 64 } as const;
const EVENTS = [
  ['INSERT', 4],
  ['UPDATE', 16],
  ['DELETE', 8],
  ['TRUNCATE', 32],
] as const;

/** A CREATE TRIGGER statement as a definition. @param schema Where unqualified names are looked up. */
export function readTrigger(tree: unknown, text: string, schema: string): TriggerDefinition | undefined {
  const name = textOf(tree, 'trigname');
  const table = relationOf(childOf(tree, 'relation'), schema);
  const called = partsOf(listOf(tree, 'funcname'), schema);
  if (name === undefined || table === undefined || called === undefined) return undefined;
  return {
    name,
    table,
    function: called,
    ...readType(
      numberOf(tree, 'events') | numberOf(tree, 'timing') | (childOf(tree, 'row') === true ? 1 : 0),
    ),
    columns: listOf(tree, 'columns')
      .flatMap((column) => textOf(column, 'String', 'sval') ?? [])
      .sort(),
    when: childOf(tree, 'whenClause') === undefined ? undefined : cutCondition(text),
    arguments: listOf(tree, 'args').flatMap((argument) => textOf(argument, 'String', 'sval') ?? []),
    transitions: listOf(tree, 'transitionRels')
      .map((item) => childOf(item, 'TriggerTransition'))
      .map((item) => `${childOf(item, 'isNew') === true ? 'NEW' : 'OLD'} TABLE ${textOf(item, 'name')}`)
      .sort(),
    constraint:
      childOf(tree, 'isconstraint') === true
        ? describeConstraint(
            childOf(tree, 'deferrable') === true,
            childOf(tree, 'initdeferred') === true,
            relationOf(childOf(tree, 'constrrel'), schema),
          )
        : undefined,
    enabled: 'enabled',
  };
}

/** What the bits of `tgtype` say. */
export function readType(bits: number): Pick<TriggerDefinition, 'timing' | 'level' | 'events'> {
  return {
    timing:
      (bits & TIMINGS.BEFORE) !== 0 ? 'BEFORE' : (bits & TIMINGS.INSTEAD) !== 0 ? 'INSTEAD OF' : 'AFTER',
    level: (bits & 1) !== 0 ? 'ROW' : 'STATEMENT',
    events: EVENTS.flatMap(([event, bit]) => ((bits & bit) !== 0 ? [event] : [])),
  };
}

/** How a constraint trigger is deferred, in the words of CREATE TRIGGER. */
export function describeConstraint(
  deferrable: boolean,
  initially: boolean,
  from: QualifiedName | undefined,
): string {
  const deferral = deferrable
    ? `DEFERRABLE INITIALLY ${initially ? 'DEFERRED' : 'IMMEDIATE'}`
    : 'NOT DEFERRABLE';
  return from === undefined ? deferral : `FROM ${showName(from)} ${deferral}`;
}

/** The text between the parentheses of a CREATE TRIGGER's WHEN. */
export function cutCondition(text: string): string | undefined {
  const tokens = scanTokens(text);
  const when = tokens.findIndex(
    ({ kind, text: word }, index) => kind === 'word' && word === 'when' && tokens[index + 1]?.text === '(',
  );
  const opening = tokens[when + 1];
  if (when === -1 || opening === undefined) return undefined;
  let depth = 0;
  for (const { kind, text: sign, start } of tokens.slice(when + 1)) {
    if (kind !== 'sign') continue;
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth === 0) return text.slice(opening.end, start).trim();
  }
  return undefined;
}

function numberOf(tree: unknown, key: string): number {
  const found = childOf(tree, key);
  return typeof found === 'number' ? found : 0;
}
