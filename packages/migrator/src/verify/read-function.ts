import type { FunctionDefinition, QualifiedName } from '../model/trigger.ts';
import { booleanOf, childOf, constantOf, listOf, textOf } from '../sql/tree.ts';
import { partsOf } from './names.ts';

/** What ALTER FUNCTION may change of a function. */
export type FunctionChange = Partial<Pick<FunctionDefinition, 'securityDefiner' | 'settings'>>;

/** A CREATE FUNCTION that makes a trigger function; undefined for any other. */
export function readFunction(tree: unknown, schema: string): FunctionDefinition | undefined {
  const returns = listOf(tree, 'returnType', 'names').at(-1);
  const name = partsOf(listOf(tree, 'funcname'), schema);
  const isTrigger =
    textOf(returns, 'String', 'sval') === 'trigger' && listOf(tree, 'parameters').length === 0;
  if (!isTrigger || name === undefined) return undefined;
  const options = listOf(tree, 'options');
  return {
    name,
    language: (textOf(optionOf(options, 'language'), 'String', 'sval') ?? 'sql').toLowerCase(),
    body: textOf(listOf(optionOf(options, 'as'), 'List', 'items').at(-1), 'String', 'sval') ?? '',
    securityDefiner: false,
    settings: new Map(),
    ...readChange(options, new Map()),
  };
}

/** What the options of CREATE or ALTER FUNCTION say of security and settings. @param before The settings so far. */
export function readChange(
  options: readonly unknown[],
  before: FunctionDefinition['settings'],
): FunctionChange {
  const security = booleanOf(constantOf(optionOf(options, 'security')));
  const settings = new Map(before);
  for (const option of options) {
    const set = childOf(option, 'DefElem', 'arg', 'VariableSetStmt');
    if (set === undefined) continue;
    const name = textOf(set, 'name')?.toLowerCase() ?? '';
    const kind = textOf(set, 'kind');
    if (kind === 'VAR_SET_VALUE') settings.set(name, settingValue(name, listOf(set, 'args')));
    else if (kind === 'VAR_SET_CURRENT') settings.set(name, undefined);
    else if (kind === 'VAR_RESET_ALL') settings.clear();
    else settings.delete(name);
  }
  return { ...(security === undefined ? {} : { securityDefiner: security }), settings };
}

/** A setting that holds a list of names is kept as such a list, its names quoted where they must be. */
function settingValue(name: string, values: readonly unknown[]): string {
  const texts = values.map((value) => constantOf(value) ?? '');
  return name === 'search_path' ? texts.map(quoteName).join(', ') : texts.join(', ');
}

/** `search_path` as the catalog has it, in one spelling: it quotes more names than it must. */
export function normaliseSetting(name: string, value: string): string {
  if (name !== 'search_path') return value;
  const names = value.match(/"(?:[^"]|"")*"|[^,\s]+/g) ?? [];
  return names
    .map((each) => (each.startsWith('"') ? each.slice(1, -1).replaceAll('""', '"') : each))
    .map(quoteName)
    .join(', ');
}

/** The schema an unqualified name in the body means. */
export function firstSchema(
  settings: FunctionDefinition['settings'],
  fallback: QualifiedName['schema'],
): string {
  const path = settings.get('search_path');
  const first = path?.match(/"(?:[^"]|"")*"|[^,\s]+/)?.[0]?.replaceAll('"', '');
  return first === undefined || first === '' || first.startsWith('$') ? fallback : first;
}

function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function optionOf(options: readonly unknown[], name: string): unknown {
  return childOf(
    options.find((option) => textOf(option, 'DefElem', 'defname') === name),
    'DefElem',
    'arg',
  );
}
