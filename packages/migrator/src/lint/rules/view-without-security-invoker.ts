import type { Rule } from '../rule.ts';
import { isExposed } from './made-here.ts';

/** A view reads as its owner, who is above the policies, unless it says otherwise. */
export const viewWithoutSecurityInvoker: Rule = {
  name: 'view-without-security-invoker',
  find: ({ name }, folder) =>
    [...folder.views]
      .filter(([, view]) => view.at.migration === name && isExposed(view) && !view.invoker)
      .map(([key, { at }]) => ({
        at,
        message: `The view ${key} reads as its owner: the policies of the tables below it do not count.`,
        hint: 'Create it WITH (security_invoker = true).',
        object: key,
        sql: [`ALTER VIEW ${key} SET (security_invoker = true);`],
      })),
};
