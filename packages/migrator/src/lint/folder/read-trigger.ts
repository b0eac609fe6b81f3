import { joinName } from '../../sql/relation-names.ts';
import { childOf, listOf, textOf } from '../../sql/tree.ts';
import { type ReadStatement, relationOf, tableOf } from './folder.ts';

/** Bits of `timing` and `events`, as Postgres counts them. */
const BEFORE = 2;
const UPDATE = 16;

export const readTrigger: ReadStatement = (folder, tree) => {
  const parts = listOf(tree, 'funcname').flatMap((part) => textOf(part, 'String', 'sval') ?? []);
  tableOf(folder, relationOf(folder, childOf(tree, 'relation'))).triggers.set(
    textOf(tree, 'trigname') ?? '',
    {
      routine: joinName(parts.length > 1 ? parts : [folder.schema, ...parts]),
      beforeUpdate:
        childOf(tree, 'timing') === BEFORE && (Number(childOf(tree, 'events') ?? 0) & UPDATE) !== 0,
    },
  );
};
