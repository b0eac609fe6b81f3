import { booleanOf, childOf, optionsOf, textOf } from '../../sql/tree.ts';
import { keyOf, type ReadStatement, relationOf } from './folder.ts';

/** CREATE [OR REPLACE] VIEW; replacing it also replaces its options. */
export const readView: ReadStatement = (folder, tree, at) => {
  const relation = childOf(tree, 'view');
  if (textOf(relation, 'relpersistence') === 't') return;
  const { schema, name } = relationOf(folder, relation);
  const invoker = booleanOf(optionsOf(tree, 'options').get('security_invoker')) === true;
  folder.views.set(keyOf(schema, name), { schema, name, at, invoker });
};
