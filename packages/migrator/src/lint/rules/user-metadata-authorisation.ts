import { textOf, walkTree } from '../../sql/tree.ts';
import type { Hit, Rule } from '../rule.ts';

/** What signed-in users write into their own record themselves, with `auth.updateUser`. */
const METADATA = /\b(?:raw_)?user_meta_?data\b/;

/** One of its keys that says what somebody may do. */
const RIGHT =
  /\b(?:raw_)?user_meta_?data\b['"\s)]*(?:->>?|#>>?|\[)\s*'\{?[^']*(?:role|admin|permission|scope|claim|tenant|plan|tier|owner|member)/i;

/** Whoever reads a right from there lets users give it to themselves. */
export const userMetadataAuthorisation: Rule = {
  name: 'user-metadata-authorisation',
  find: (_, { expressions, routines }) => [
    ...expressions
      .filter(({ expression }) => readsMetadata(expression.tree))
      .map(({ expression, object }) => hit(expression.at, `The ${object}`, object)),
    ...routines
      .filter(({ routine }) => RIGHT.test(withoutComments(routine.body)))
      .map(({ routine, object }) => hit(routine.at, object, object)),
  ],
};

function hit(at: Hit['at'], subject: string, object: string): Hit {
  return {
    at,
    message: `${subject} takes a right from user metadata, which every user writes himself.`,
    hint: 'Take it from app_metadata, which only the service role writes, or from a table of your own.',
    object,
  };
}

function readsMetadata(tree: unknown): boolean {
  let found = false;
  walkTree(tree, (node) => {
    const text = textOf(node, 'sval') ?? textOf(node, 'sval', 'sval');
    if (text !== undefined && METADATA.test(text)) found = true;
  });
  return found;
}

function withoutComments(body: string): string {
  return body.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
}
