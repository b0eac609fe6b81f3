import { asNode, childOf, listOf, textOf } from '../../sql/tree.ts';
import { type Folder, partsOf, type ReadStatement, type Routine, settledByDefault } from './folder.ts';

/** CREATE [OR REPLACE] FUNCTION or PROCEDURE: replacing one keeps who may execute it. */
export const readCreateRoutine: ReadStatement = (folder, tree, at) => {
  const { schema, name } = partsOf(folder, textsOf(listOf(tree, 'funcname')));
  const types = listOf(tree, 'parameters').flatMap((one) => {
    const parameter = childOf(one, 'FunctionParameter');
    const mode = textOf(parameter, 'mode');
    return mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE'
      ? []
      : [typeOf(childOf(parameter, 'argType'))];
  });
  const signature = types.join(', ');
  const [before] = findRoutines(folder, { schema, name, signature });
  const routine: Routine = before ?? {
    schema,
    name,
    signature,
    at,
    definer: false,
    searchPath: false,
    body: '',
    settled: settledByDefault(folder, 'routine', schema),
  };
  folder.routines.add(routine);
  Object.assign(routine, { at, definer: false, searchPath: false, body: bodyOf(tree) });
  applyOptions(routine, listOf(tree, 'options'));
};

export const readAlterRoutine: ReadStatement = (folder, tree, at) => {
  for (const routine of findRoutines(folder, signatureOf(folder, childOf(tree, 'func')))) {
    routine.at = at;
    applyOptions(routine, listOf(tree, 'actions'));
  }
};

/** A routine as DROP, ALTER and GRANT name it; without arguments any of the name is meant. */
export function signatureOf(
  folder: Folder,
  node: unknown,
): { schema: string; name: string; signature: string | undefined } {
  const named = partsOf(folder, textsOf(listOf(node, 'objname')));
  const types = listOf(node, 'objargs').map((one) => typeOf(childOf(one, 'TypeName')));
  return { ...named, signature: childOf(node, 'args_unspecified') === true ? undefined : types.join(', ') };
}

export function findRoutines(
  folder: Folder,
  { schema, name, signature }: { schema: string; name: string; signature: string | undefined },
): Routine[] {
  return [...folder.routines].filter(
    (one) =>
      one.schema === schema && one.name === name && (signature === undefined || one.signature === signature),
  );
}

function applyOptions(routine: Routine, options: readonly unknown[]): void {
  for (const item of options) {
    const option = childOf(item, 'DefElem');
    const value = childOf(option, 'arg');
    if (textOf(option, 'defname') === 'security') {
      routine.definer = childOf(value, 'Boolean', 'boolval') === true;
    }
    const setting = childOf(value, 'VariableSetStmt');
    if (setting === undefined) continue;
    const kind = textOf(setting, 'kind');
    const resets = kind === 'VAR_RESET' || kind === 'VAR_RESET_ALL' || kind === 'VAR_SET_DEFAULT';
    if (kind === 'VAR_RESET_ALL' || textOf(setting, 'name') === 'search_path') routine.searchPath = !resets;
  }
}

function bodyOf(tree: unknown): string {
  const source = listOf(tree, 'options').find((one) => textOf(one, 'DefElem', 'defname') === 'as');
  return textsOf(listOf(source, 'DefElem', 'arg', 'List', 'items')).join('\n');
}

/** `integer` is `pg_catalog.int4` to the grammar, `jsonb` is `jsonb`: the last part names both. */
function typeOf(node: unknown): string {
  const name = textsOf(listOf(node, 'names')).at(-1) ?? '';
  return asNode(node)?.arrayBounds === undefined ? name : `${name}[]`;
}

function textsOf(list: readonly unknown[]): string[] {
  return list.flatMap((part) => textOf(part, 'String', 'sval') ?? []);
}
