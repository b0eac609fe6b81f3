import type { Rule } from '../rule.ts';

/** Without TO a policy is for everybody, anon included, and is evaluated for everybody. */
export const policyWithoutTo: Rule = {
  name: 'policy-without-to',
  find: (_, { policies }) =>
    policies
      .filter(({ policy }) => !policy.named)
      .map(({ policy, object }) => ({
        at: policy.at,
        message: `The ${object} has no TO: it is for every role, anon included.`,
        hint: 'Name whom it is for: TO authenticated; TO anon, authenticated where everybody is meant.',
        object,
      })),
};
