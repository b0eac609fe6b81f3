import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from './list-documents.ts';
import { openWorkspace } from './open-workspace.ts';
import { runDocument } from './run-document.ts';

const NAME = 'docs/production.md';

test.skipIf(process.platform === 'win32')(
  `${NAME}: from staging to production, back by a file, and back by hand`,
  async () => {
    const text = await readFile(join(REPOSITORY, NAME), 'utf8');
    const workspace = await openWorkspace();
    onTestFinished(() => workspace.close());
    const [staging, production] = [await openDeployed(), await openDeployed()];
    const run = (line: string) =>
      workspace.run(`export STAGING='${staging.url}' PRODUCTION='${production.url}'; ${line}`);
    const must = async (line: string) => {
      const { code, output } = await run(line);
      expect(code, output).toBe(0);
    };
    const deploy = async () => {
      for (const name of ['STAGING', 'PRODUCTION'])
        await must(`DATABASE_URL=$${name} npm run migrate:prod -- --yes`);
    };
    const givens: Record<string, () => Promise<void>> = {
      deployed: deploy,
      async 'undone-by-hand'() {
        // Back to where the file was on both, as if the way back by a file had not been taken.
        expect(await hasBio(staging)).toBe(false);
        expect(await hasBio(production)).toBe(false);
        for (const name of ['STAGING', 'PRODUCTION'])
          await must(
            `DATABASE_URL=$${name} npm run migrate:rollback -- --to 0007_add_bio.sql --allow-data-loss --yes`,
          );
        await must(
          `rm packages/db/drizzle/0008_undo_add_bio.sql packages/db/drizzle/meta/0008_snapshot.json; node -e "
            const { readFileSync, writeFileSync } = require('node:fs');
            const path = 'packages/db/drizzle/meta/_journal.json';
            const journal = JSON.parse(readFileSync(path, 'utf8'));
            journal.entries.pop();
            writeFileSync(path, JSON.stringify(journal, null, 2));"`,
        );
        expect(await hasBio(production)).toBe(true);
        await production.sql.unsafe(await readFile(join(workspace.folder, 'in-the-editor.sql'), 'utf8'));
      },
    };
    await runDocument(
      text,
      async (given) => {
        await givens[given]?.();
        return { ...workspace, run, close: async () => {} };
      },
      ['DATABASE_URL=postgresql://… npm run migrate:prod'],
    );
    expect(await hasBio(staging)).toBe(true);
    expect(await hasBio(production)).toBe(true);
  },
  600_000,
);

interface Deployed {
  readonly url: string;
  readonly sql: postgres.Sql;
}

async function openDeployed(): Promise<Deployed> {
  const database = await openTestDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  onTestFinished(async () => {
    await sql.end();
    await database.drop();
  });
  return { url: database.url, sql };
}

async function hasBio({ sql }: Deployed): Promise<boolean> {
  const rows = await sql`
    SELECT 1 FROM pg_attribute
    WHERE attrelid = 'public.profiles'::regclass AND attname = 'bio' AND NOT attisdropped`;
  return rows.length > 0;
}
