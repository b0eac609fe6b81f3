import { againstSecondRun } from '../against-second-run.ts';
import type { Rule } from '../rule.ts';

/** A file that can run twice may be run again after a failure, on a branch database, or over what push has made. */
export const notRerunnable: Rule = {
  name: 'not-rerunnable',
  find: ({ name, generated, statements }) =>
    generated
      ? []
      : againstSecondRun(statements).map(({ statement, message, hint }) => ({
          at: { migration: name, statement },
          message,
          hint,
        })),
};
