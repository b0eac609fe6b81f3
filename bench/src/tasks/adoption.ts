import { join } from 'node:path';
import postgres from 'postgres';
import { ensureServer } from '../../../packages/local-postgres/src/index.ts';
import { groundwork } from '../peers/groundwork.ts';
import { LOSE_POLICY_EXPRESSIONS, realisticSchema } from '../realistic-schema.ts';
import type { Task, TaskWorld } from '../task.ts';

/** `up` on a database that a push has filled: all files but the last are there, their policies without expressions. */
export function adoption(tables: number, bar?: string): Task {
  return {
    name: `adoption of ${tables} pushed tables, shadow running`,
    ...(bar === undefined ? {} : { bar }),
    rounds: 3,
    async measure(world) {
      const { url, close } = await push(tables, world);
      try {
        return await world.run(groundwork.command(world.folder, url));
      } finally {
        await close();
      }
    },
  };
}

/** `drift` on the same, adopted. */
export function drift(tables: number): Task {
  return {
    name: `drift of ${tables} tables, shadow running`,
    rounds: 3,
    async measure(world) {
      const { url, close } = await push(tables, world);
      try {
        const up = groundwork.command(world.folder, url);
        await world.run(up);
        const [node, cli, ...flags] = up.argv;
        return await world.run({ ...up, argv: [node, cli ?? '', 'drift', ...flags] });
      } finally {
        await close();
      }
    },
  };
}

/** Such a database, and beside it the server of the shadow, which runs already where somebody works. */
async function push(tables: number, { folder, openDatabase }: TaskWorld) {
  const migrations = realisticSchema(tables);
  groundwork.write(folder, migrations);
  const database = await openDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  for (const migration of migrations.slice(0, -1)) await sql.unsafe(migration.sql);
  await sql.unsafe(LOSE_POLICY_EXPRESSIONS);
  await sql.end();
  const shadow = await ensureServer({ directory: join(folder, '.local', 'shadow-postgres') });
  return {
    url: database.url,
    async close() {
      await shadow.release();
      await database.close();
    },
  };
}
