import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { applyMigrations, listMigrations, MIGRATIONS, readMigration } from './apply-migrations.ts';
import { type MigratedDatabase, openMigratedDatabase } from './open-migrated-database.ts';
import { readCatalog } from './read-catalog.ts';
import { signUp } from './sign-up.ts';

const names = await listMigrations();
const texts = await Promise.all(names.map(readMigration));
// A file that names its pattern promises to run twice; the first has none for tables. What drizzle-kit generates need not.
const [tables = '', ...rerunnable] = names.filter((_, position) =>
  texts[position]?.startsWith('-- Pattern: '),
);

let database: MigratedDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

/** Everything a second run could change: the catalog and all rows, ids and times included. */
async function readState({ sql }: MigratedDatabase) {
  const rows = await Promise.all(
    ['profiles', 'subscription_plans', 'notes'].map((table) => sql`select * from ${sql(table)} order by id`),
  );
  return { ...(await readCatalog(sql)), rows: rows.map((table) => [...table]) };
}

describe('the folder', () => {
  it('is what drizzle’s journal says, in its order', async () => {
    const journal = JSON.parse(await readFile(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8'));
    const entries: { idx: number; tag: string; when: number }[] = journal.entries;
    expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(names);
    expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, position) => position));
    // drizzle-orm's own migrator skips a file whose time is not after the newest one applied.
    const times = entries.map(({ when }) => when);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  it('has an example of each pattern', () => {
    const patterns = texts.flatMap((text) => /^-- Pattern: (\w+)/.exec(text)?.[1] ?? []);
    expect(patterns).toEqual(
      expect.arrayContaining(['tables', 'triggers', 'grants', 'column', 'index', 'seed']),
    );
  });
});

describe('run twice', () => {
  it.each(rerunnable)('%s right after itself changes nothing', async (name) => {
    const position = names.indexOf(name);
    database = await openMigratedDatabase({ migrations: names.slice(0, position) });
    await signUp(database.auth, { email: 'ada@example.test', metadata: '{"full_name": "Ada"}' });
    const before = await readState(database);
    await applyMigrations(database.sql, [name]);
    const once = await readState(database);
    expect(once).not.toEqual(before);
    await applyMigrations(database.sql, [name]);
    expect(await readState(database)).toEqual(once);
  });

  it.each(['permissive', 'strict'] as const)(
    'all but the first change nothing in use, %s',
    async (privileges) => {
      database = await openMigratedDatabase({ defaultPrivileges: privileges });
      const { sql, auth } = database;
      const id = await signUp(auth, { email: 'ada@example.test', metadata: '{"full_name": "Ada"}' });
      await sql`update public.profiles set full_name = 'Eve', phone = '+4366012345678', plan = 'Pro' where id = ${id}`;
      await sql`update public.subscription_plans set price = 15 where name = 'Pro'`;
      await sql`insert into public.notes (owner, title) values (${id}, 'n')`;
      const before = await readState(database);
      await applyMigrations(sql, rerunnable);
      expect(await readState(database)).toEqual(before);
      await applyMigrations(sql, rerunnable);
      expect(await readState(database)).toEqual(before);
    },
  );

  it('would show: the comparison sees a change of each kind', async () => {
    database = await openMigratedDatabase();
    await signUp(database.auth);
    const changes = [
      'alter table profiles alter column plan drop not null',
      'alter table profiles drop constraint profiles_phone_e164',
      'drop index profiles_email_idx',
      'alter policy notes_select_own on notes using (true)',
      'alter table notes disable row level security',
      'alter table notes disable trigger set_updated_at',
      `create or replace function set_updated_at() returns trigger language plpgsql as 'begin return new; end'`,
      'revoke update (phone) on profiles from authenticated',
      'grant execute on function handle_new_user() to anon',
      'drop function handle_new_user() cascade',
      'grant truncate on notes to service_role',
      "update profiles set full_name = 'x'",
      "delete from subscription_plans where name = 'Pro'",
    ];
    const unseen: string[] = [];
    for (const change of changes) {
      const before = await readState(database);
      await database.sql.unsafe(change);
      if (JSON.stringify(await readState(database)) === JSON.stringify(before)) unseen.push(change);
    }
    expect(unseen).toEqual([]);
  });
});

it('the first file is only ever run once', async () => {
  database = await openMigratedDatabase();
  await expect(applyMigrations(database.sql, [tables])).rejects.toMatchObject({ code: '42P07' });
});
