import { isExposed } from '../made-by.ts';
import type { Rule } from '../rule.ts';

/** A view reads as its owner, who is above the policies, unless it says otherwise. */
export const viewWithoutSecurityInvoker: Rule = {
  name: 'view-without-security-invoker',
  find: (_, { views }) =>
    views
      .filter(({ view }) => isExposed(view) && !view.invoker)
      .map(({ key, view }) => ({
        at: view.at,
        message: `The view ${key} reads as its owner: the policies of the tables below it do not count.`,
        hint: 'Create it WITH (security_invoker = true).',
        object: key,
        sql: [`ALTER VIEW ${key} SET (security_invoker = true);`],
      })),
};
