import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { REPOSITORY } from './list-documents.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';

const LAYOUTS = join(REPOSITORY, 'packages/migrator/test/fixtures/layouts');
const NOBODY = '-c user.name=Reader -c user.email=reader@example.com';

/** What a reader has when a document begins: the name stands in it, as `sh given=NAME`. */
const GIVEN: Readonly<Record<string, (workspace: Workspace) => Promise<void>>> = {
  /** A clone, nothing done yet. */
  async new() {},
  /** A clone with its history in git, on `main`. */
  async git(workspace) {
    await must(
      workspace,
      `git init -q -b main && git config user.name Reader && git config user.email reader@example.com && git add -A && git ${NOBODY} commit -q -m Clone && git update-ref refs/remotes/origin/main HEAD`,
    );
  },
  /** A project of drizzle-kit's in place of ours, and a database that `drizzle-kit migrate` has migrated. */
  async 'drizzle-kit'(workspace) {
    await replaceMigrations(workspace, 'drizzle');
    await must(
      workspace,
      `cd packages/db && DATABASE_URL='${workspace.url}' node_modules/.bin/drizzle-kit migrate`,
    );
  },
  /** A clone, and a database that drizzle-kit's own `push` has filled. */
  async pushed(workspace) {
    await must(
      workspace,
      `cd packages/db && DATABASE_URL='${workspace.url}' node_modules/.bin/drizzle-kit push`,
    );
  },
  /** A project of the Supabase CLI's beside ours, and a database as its `migration up` leaves one. */
  async 'supabase-cli'(workspace) {
    const folder = join(workspace.folder, 'supabase/migrations');
    await cp(join(LAYOUTS, 'supabase'), folder, { recursive: true });
    const sql = postgres(workspace.url, { max: 1, onnotice: () => {} });
    try {
      for (const name of ['20261123015914_pets', '20261123015916_add_species'])
        await sql.file(join(folder, `${name}.sql`));
      await sql.unsafe(`
        CREATE SCHEMA supabase_migrations;
        CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY, statements text[], name text);
        INSERT INTO supabase_migrations.schema_migrations (version, name)
        VALUES ('20261123015914', 'pets'), ('20261123015916', 'add_species')`);
    } finally {
      await sql.end();
    }
  },
};

export async function openGiven(name: string): Promise<Workspace> {
  const prepare = GIVEN[name];
  if (prepare === undefined) throw new Error(`given=${name} is none of ${Object.keys(GIVEN).join(', ')}.`);
  const workspace = await openWorkspace();
  try {
    await prepare(workspace);
  } catch (error) {
    await workspace.close();
    throw error;
  }
  return workspace;
}

async function replaceMigrations({ folder }: Workspace, layout: string): Promise<void> {
  const migrations = join(folder, 'packages/db/drizzle');
  await rm(migrations, { recursive: true });
  await cp(join(LAYOUTS, layout), migrations, { recursive: true });
}

async function must({ run }: Workspace, line: string): Promise<void> {
  const { code, output } = await run(line);
  if (code !== 0) throw new Error(`${line} ended with ${code}:\n${output}`);
}
