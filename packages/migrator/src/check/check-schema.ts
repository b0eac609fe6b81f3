import { generateNext } from '../drizzle/generate-next.ts';
import type { CheckPart } from './check-part.ts';
import { judged, skipped } from './verdicts.ts';

/** `schema.ts` says what the files say: drizzle-kit would generate nothing. */
export const checkSchema: CheckPart = {
  name: 'schema',
  async check({ folder, drizzle }) {
    if (folder.layout === 'drizzle-folders')
      return skipped("the folder is in drizzle-kit 1.x's layout, and this asks 0.x");
    if (folder.layout !== 'drizzle') return skipped('the folder is not one of drizzle-kit');
    if (typeof drizzle === 'string') return skipped(drizzle);
    const next = await generateNext(drizzle, folder.directory);
    switch (next.kind) {
      case 'other_folder':
        return skipped(`drizzle.config writes to ${next.out}`);
      case 'nothing':
        return judged('drizzle-kit generate would write nothing', []);
      case 'question':
        return judged('drizzle-kit generate would ask', [
          {
            code: 'schema_ambiguous',
            severity: 'blocker',
            message:
              'The schema is ahead of the files, and drizzle-kit would ask whether something was renamed or is new: it asks only in a terminal.',
            hint: 'Run `npm run db:generate`, answer it, and commit what it writes.',
          },
        ]);
      case 'file':
        return judged('drizzle-kit generate would write a file', [
          {
            code: 'schema_ahead',
            severity: 'blocker',
            message:
              'The schema is ahead of the files: drizzle-kit generate would write a migration with the SQL below.',
            hint: 'Run `npm run db:generate` and commit what it writes, or take the change out of the schema.',
            sql: next.sql,
          },
        ]);
    }
  },
};
