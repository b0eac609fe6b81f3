import { join } from 'node:path';
import type { Task } from '../task.ts';

/** A no-op as people type it, on a database that has everything: what each layer costs. */
function typed(name: string, argv: readonly [string, ...string[]]): Task {
  return {
    name,
    rounds: 5,
    async measure({ root, openDatabase, run }) {
      const database = await openDatabase();
      const command = { argv, cwd: root, env: { DATABASE_URL: database.url } };
      try {
        await run(command);
        return await run(command);
      } finally {
        await database.close();
      }
    },
  };
}

const cli = 'packages/migrator/bin/migrate.mjs';

export const TYPED: readonly Task[] = [
  typed('no-op: the command line itself', [process.execPath, cli, '--dir', 'packages/db/drizzle']),
  typed('no-op: node scripts/run.mjs migrate', [process.execPath, 'scripts/run.mjs', 'migrate']),
  typed('no-op: npm run migrate', ['npm', 'run', 'migrate']),
  typed('no-op: pnpm migrate', [process.execPath, join('node_modules/pnpm/bin/pnpm.mjs'), 'migrate']),
];
