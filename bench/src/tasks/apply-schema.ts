import { groundwork } from '../peers/groundwork.ts';
import { realisticSchema } from '../realistic-schema.ts';
import type { Task } from '../task.ts';

/** A schema as projects have it, into an empty database. */
export function applySchema(tables: number): Task {
  return {
    name: `${tables} tables with keys, indexes and policies, applied`,
    rounds: 3,
    async measure({ folder, openDatabase, run }) {
      groundwork.write(folder, realisticSchema(tables));
      const database = await openDatabase();
      try {
        return await run(groundwork.command(folder, database.url));
      } finally {
        await database.close();
      }
    },
  };
}
