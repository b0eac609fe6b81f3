import { join } from 'node:path';
import postgres from 'postgres';
import { ensureServer } from '../../../packages/local-postgres/src/index.ts';
import { groundwork } from '../peers/groundwork.ts';
import { LOSE_POLICY_EXPRESSIONS, realisticSchema } from '../realistic-schema.ts';
import type { Task, TaskWorld } from '../task.ts';

/**
 * `up` on a database that a push has filled: all files but the last are there, their policies without expressions. The
 * shadow's server runs already, as it does where somebody works.
 */
export function adoption(tables: number, bar?: string): Task {
  return {
    name: `adoption of ${tables} pushed tables, shadow running`,
    ...(bar === undefined ? {} : { bar }),
    rounds: 3,
    async measure(world) {
      const { url, close } = await push(tables, world);
      const shadow = await ensureServer({ directory: join(world.folder, '.local', 'shadow-postgres') });
      try {
        return await world.run(groundwork.command(world.folder, url));
      } finally {
        await shadow.release();
        await close();
      }
    },
  };
}

/** `drift` on the same, adopted. */
export function drift(tables: number): Task {
  return {
    name: `drift of ${tables} tables`,
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

async function push(tables: number, { folder, openDatabase }: TaskWorld) {
  const migrations = realisticSchema(tables);
  groundwork.write(folder, migrations);
  const database = await openDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  for (const migration of migrations.slice(0, -1)) await sql.unsafe(migration.sql);
  await sql.unsafe(LOSE_POLICY_EXPRESSIONS);
  await sql.end();
  return database;
}
