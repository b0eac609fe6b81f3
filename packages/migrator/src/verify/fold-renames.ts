import type { QualifiedName } from '../model/trigger.ts';
import { joinName } from '../sql/relation-names.ts';
import { scanTokens } from '../sql/scan-tokens.ts';
import { childOf, textOf } from '../sql/tree.ts';
import {
  changeFunctions,
  changeReferences,
  changeTriggers,
  type FoldState,
  type PlacedStatement,
  replaceName,
} from './fold-state.ts';
import { relationOf, routineOf, sameName } from './names.ts';

/** ALTER … RENAME. */
export function foldRename(state: FoldState, { tree }: PlacedStatement): void {
  const type = textOf(tree, 'renameType');
  const to = textOf(tree, 'newname') ?? '';
  const subject = textOf(tree, 'subname') ?? '';
  const relation = relationOf(childOf(tree, 'relation'), state.schema);
  const routine = routineOf(childOf(tree, 'object', 'ObjectWithArgs'), state.schema);
  if (type === 'OBJECT_SCHEMA') moveSchema(state, subject, to);
  else if ((type === 'OBJECT_FUNCTION' || type === 'OBJECT_ROUTINE') && routine !== undefined)
    moveFunction(state, routine, { ...routine, name: to });
  else if (relation === undefined) return;
  else if (type === 'OBJECT_TABLE' || type === 'OBJECT_VIEW')
    moveTable(state, relation, { ...relation, name: to });
  else if (type === 'OBJECT_TRIGGER')
    changeTriggers(state, (trigger) =>
      sameName(trigger.table, relation) && trigger.name === subject
        ? { ...trigger, name: to, text: undefined }
        : trigger,
    );
  else if (type === 'OBJECT_COLUMN') renameColumn(state, relation, subject, to);
  else if (type === 'OBJECT_TABCONSTRAINT')
    changeReferences(state, (each) =>
      sameName(each.table, relation) && each.constraint === subject ? { ...each, constraint: to } : each,
    );
}

/** ALTER … SET SCHEMA. */
export function foldSchemaChange(state: FoldState, { tree }: PlacedStatement): void {
  const schema = textOf(tree, 'newschema') ?? '';
  const relation = relationOf(childOf(tree, 'relation'), state.schema);
  const routine = routineOf(childOf(tree, 'object', 'ObjectWithArgs'), state.schema);
  if (relation !== undefined) moveTable(state, relation, { ...relation, schema });
  else if (routine !== undefined) moveFunction(state, routine, { ...routine, schema });
}

function moveTable(state: FoldState, from: QualifiedName, to: QualifiedName): void {
  changeTriggers(state, (trigger) =>
    sameName(trigger.table, from) ? { ...trigger, table: to, text: undefined } : trigger,
  );
  changeReferences(state, (each) => ({ ...each, table: replaceName(each.table, from, to) }));
}

function moveFunction(state: FoldState, from: QualifiedName, to: QualifiedName): void {
  changeFunctions(state, (made) => ({ ...made, name: replaceName(made.name, from, to) }));
  changeTriggers(state, (trigger) =>
    sameName(trigger.function, from) ? { ...trigger, function: to, text: undefined } : trigger,
  );
}

function moveSchema(state: FoldState, from: string, to: string): void {
  const moved = (name: QualifiedName) => (name.schema === from ? { ...name, schema: to } : name);
  changeFunctions(state, (made) => ({ ...made, name: moved(made.name) }));
  changeReferences(state, (each) => ({ ...each, table: moved(each.table) }));
  changeTriggers(state, (trigger) =>
    trigger.table.schema === from || trigger.function.schema === from
      ? { ...trigger, table: moved(trigger.table), function: moved(trigger.function), text: undefined }
      : trigger,
  );
}

function renameColumn(state: FoldState, table: QualifiedName, from: string, to: string): void {
  changeReferences(state, (each) =>
    sameName(each.table, table) && each.column === from ? { ...each, column: to } : each,
  );
  changeTriggers(state, (trigger) => {
    if (!sameName(trigger.table, table)) return trigger;
    const columns = trigger.columns.map((each) => (each === from ? to : each)).sort();
    const when = trigger.when === undefined ? undefined : renameInCondition(trigger.when, from, to);
    const same = when === trigger.when && !trigger.columns.includes(from);
    return { ...trigger, columns, when, text: same ? trigger.text : undefined };
  });
}

/** `new.from` and `old.from` become `new.to` and `old.to`. */
function renameInCondition(when: string, from: string, to: string): string {
  const tokens = scanTokens(when);
  let text = when;
  for (let index = tokens.length - 1; index >= 2; index--) {
    const [row, dot, column] = [tokens[index - 2], tokens[index - 1], tokens[index]];
    if (row === undefined || column === undefined || dot?.text !== '.') continue;
    if (!/^(old|new)$/.test(row.text) || column.text !== from || column.kind === 'string') continue;
    text = `${text.slice(0, column.start)}${joinName([to])}${text.slice(column.end)}`;
  }
  return text;
}
