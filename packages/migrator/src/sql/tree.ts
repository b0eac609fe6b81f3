/** A node of the parse tree. */
export type TreeNode = Readonly<Record<string, unknown>>;

/** `value` as a node, or undefined. */
export function asNode(value: unknown): TreeNode | undefined {
  return isNode(value) ? value : undefined;
}

/** What stands below `keys`, one after the other. */
export function childOf(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => asNode(at)?.[key], value);
}

/** The list below `keys`; empty where there is none. */
export function listOf(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = childOf(value, ...keys);
  return Array.isArray(found) ? found : [];
}

/** The text below `keys`, or undefined. */
export function textOf(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = childOf(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/**
 * A constant (`A_Const`, or the bare word of an option) as text: `off`, `true`, `0`; undefined for anything else.
 * The grammar takes `off` in `WITH (x = off)` for the name of a type.
 */
export function constantOf(value: unknown): string | undefined {
  const node = childOf(value, 'A_Const') ?? childOf(value, 'TypeCast', 'arg', 'A_Const') ?? value;
  const text = textOf(node, 'sval', 'sval') ?? textOf(node, 'String', 'sval');
  if (text !== undefined) return text;
  const typeName = listOf(node, 'TypeName', 'names').at(-1);
  if (typeName !== undefined) return textOf(typeName, 'String', 'sval');
  // The tree leaves out what is zero or false.
  for (const [outer, inner, missing] of CONSTANTS) {
    const found = asNode(childOf(node, outer));
    if (found) return String(found[inner] ?? missing);
  }
  return undefined;
}

const CONSTANTS = [
  ['boolval', 'boolval', false],
  ['ival', 'ival', 0],
  ['Boolean', 'boolval', false],
  ['Integer', 'ival', 0],
] as const;

/** The `DefElem` options of a statement by name, lower case; an option without value is `true`. */
export function optionsOf(value: unknown, key: string): ReadonlyMap<string, string> {
  return new Map(
    listOf(value, key).map((item) => {
      const option = childOf(item, 'DefElem');
      const argument = childOf(option, 'arg');
      return [
        textOf(option, 'defname') ?? '',
        argument === undefined ? 'true' : (constantOf(argument) ?? ''),
      ];
    }),
  );
}

/** Postgres's reading of a boolean option; undefined where it is none. */
export function booleanOf(text: string | undefined): boolean | undefined {
  const value = text?.trim().toLowerCase();
  if (value === undefined || value === '') return undefined;
  if (value === '1' || value === 'on' || 'true'.startsWith(value) || 'yes'.startsWith(value)) return true;
  if (value === '0' || /^off?$/.test(value) || 'false'.startsWith(value) || 'no'.startsWith(value))
    return false;
  return undefined;
}

/** Calls `visit` for each node at or below `value`. */
export function walkTree(value: unknown, visit: (node: TreeNode) => void): void {
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) open.push(...next);
    else if (isNode(next)) {
      visit(next);
      open.push(...Object.values(next));
    }
  }
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
