import { join } from 'node:path';
import type { Task } from '../task.ts';

/** The gate of a pull request, whole, on the template. */
export const checkTemplate: Task = {
  name: 'migrate:check on the template',
  bar: '≤ 15 s',
  rounds: 3,
  measure: ({ root, run }) =>
    run({
      argv: [
        process.execPath,
        join(root, 'packages/migrator/bin/migrate.mjs'),
        'check',
        '--dir',
        'packages/db/drizzle',
      ],
      cwd: root,
      env: {},
    }),
};
