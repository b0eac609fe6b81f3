import type { ExpectedTrigger } from '../model/trigger.ts';
import { rolesOf } from '../sql/roles-of.ts';
import { childOf, listOf, textOf } from '../sql/tree.ts';
import { addReference } from './fold-creations.ts';
import {
  changeFunctions,
  changeReferences,
  changeTriggers,
  type FoldState,
  type PlacedStatement,
} from './fold-state.ts';
import { partsOf, relationOf, routineOf, sameName } from './names.ts';
import { readChange } from './read-function.ts';

const SWITCHES: Readonly<Record<string, ExpectedTrigger['enabled']>> = {
  AT_EnableTrig: 'enabled',
  AT_EnableTrigAll: 'enabled',
  AT_EnableTrigUser: 'enabled',
  AT_EnableAlwaysTrig: 'always',
  AT_EnableReplicaTrig: 'replica',
  AT_DisableTrig: 'disabled',
  AT_DisableTrigAll: 'disabled',
  AT_DisableTrigUser: 'disabled',
};

/** ALTER TABLE: triggers switched, columns and foreign keys to users that come and go. */
export function foldAlterTable(state: FoldState, { tree }: PlacedStatement): void {
  const table = relationOf(childOf(tree, 'relation'), state.schema);
  if (table === undefined) return;
  for (const item of listOf(tree, 'cmds')) {
    const command = childOf(item, 'AlterTableCmd');
    const subtype = textOf(command, 'subtype') ?? '';
    const name = textOf(command, 'name');
    const enabled = SWITCHES[subtype];
    if (enabled !== undefined)
      changeTriggers(state, (trigger) =>
        sameName(trigger.table, table) && (name === undefined || trigger.name === name)
          ? { ...trigger, enabled }
          : trigger,
      );
    if (subtype === 'AT_AddConstraint')
      addReference(state, childOf(tree, 'relation'), childOf(command, 'def'), undefined);
    if (subtype === 'AT_AddColumn')
      for (const constraint of listOf(command, 'def', 'ColumnDef', 'constraints'))
        addReference(
          state,
          childOf(tree, 'relation'),
          constraint,
          textOf(command, 'def', 'ColumnDef', 'colname'),
        );
    if (subtype === 'AT_DropConstraint' || subtype === 'AT_DropColumn')
      changeReferences(state, (reference) => {
        const dropped = subtype === 'AT_DropColumn' ? reference.column : reference.constraint;
        return sameName(reference.table, table) && dropped === name ? undefined : reference;
      });
  }
}

/** ALTER FUNCTION … SECURITY, SET, RESET. */
export function foldAlterFunction(state: FoldState, { tree }: PlacedStatement): void {
  const name = routineOf(childOf(tree, 'func'), state.schema);
  if (name === undefined) return;
  changeFunctions(state, (made) =>
    sameName(made.name, name) ? { ...made, ...readChange(listOf(tree, 'actions'), made.settings) } : made,
  );
}

/** ALTER FUNCTION … OWNER TO. */
export function foldOwner(state: FoldState, { tree }: PlacedStatement): void {
  const name = routineOf(childOf(tree, 'object', 'ObjectWithArgs'), state.schema);
  if (name === undefined) return;
  // CURRENT_USER and its like say nothing about a name.
  const owner = textOf(tree, 'newowner', 'rolename');
  changeFunctions(state, (made) => (sameName(made.name, name) ? { ...made, owner } : made));
}

/** GRANT and REVOKE EXECUTE. */
export function foldGrant(state: FoldState, { tree }: PlacedStatement): void {
  const granted = childOf(tree, 'is_grant') === true;
  const onlyOption = !granted && childOf(tree, 'grant_option') === true;
  if (!/^OBJECT_(FUNCTION|ROUTINE)$/.test(textOf(tree, 'objtype') ?? '') || onlyOption) return;
  const grantees = rolesOf(tree, 'grantees');
  const wholeSchemas = textOf(tree, 'targtype') === 'ACL_TARGET_ALL_IN_SCHEMA';
  for (const object of listOf(tree, 'objects')) {
    const schema = wholeSchemas ? textOf(object, 'String', 'sval') : undefined;
    const name = routineOf(childOf(object, 'ObjectWithArgs'), state.schema);
    changeFunctions(state, (made) => {
      const meant = wholeSchemas
        ? made.name.schema === schema
        : name !== undefined && sameName(made.name, name);
      if (!meant) return made;
      return {
        ...made,
        grants: new Map([...made.grants, ...grantees.map((each) => [each, granted] as const)]),
      };
    });
  }
}

/** DROP of triggers, functions, tables and schemas. */
export function foldDrop(state: FoldState, { tree }: PlacedStatement): void {
  const type = textOf(tree, 'removeType') ?? '';
  for (const object of listOf(tree, 'objects')) {
    const parts = listOf(object, 'List', 'items');
    if (type === 'OBJECT_TRIGGER') {
      const table = partsOf(parts.slice(0, -1), state.schema);
      const name = textOf(parts.at(-1), 'String', 'sval');
      changeTriggers(state, (trigger) =>
        table !== undefined && sameName(trigger.table, table) && trigger.name === name ? undefined : trigger,
      );
    } else if (type === 'OBJECT_FUNCTION' || type === 'OBJECT_ROUTINE') {
      const name = routineOf(childOf(object, 'ObjectWithArgs'), state.schema);
      if (name === undefined) continue;
      changeFunctions(state, (made) => (sameName(made.name, name) ? undefined : made));
      // Only with CASCADE can there be one.
      changeTriggers(state, (trigger) => (sameName(trigger.function, name) ? undefined : trigger));
    } else if (type === 'OBJECT_TABLE' || type === 'OBJECT_VIEW' || type === 'OBJECT_FOREIGN_TABLE') {
      const name = partsOf(parts, state.schema);
      if (name === undefined) continue;
      changeTriggers(state, (trigger) => (sameName(trigger.table, name) ? undefined : trigger));
      changeReferences(state, (each) => (sameName(each.table, name) ? undefined : each));
    } else if (type === 'OBJECT_SCHEMA') {
      const schema = textOf(object, 'String', 'sval');
      changeFunctions(state, (made) => (made.name.schema === schema ? undefined : made));
      changeReferences(state, (each) => (each.table.schema === schema ? undefined : each));
      changeTriggers(state, (each) =>
        each.table.schema === schema || each.function.schema === schema ? undefined : each,
      );
    }
  }
}
