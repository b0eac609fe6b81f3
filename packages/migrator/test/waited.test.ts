import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { upgradeHistoryText } from '../src/database/history-table.ts';
import { tryLockExpression, unlockExpression } from '../src/database/lock.ts';
import { createMigrator, type Migrator } from '../src/migrator.ts';
import { writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const FILES = { '0001_a.sql': 'CREATE TABLE a (id int);', '0002_b.sql': 'CREATE TABLE b (id int);' };

/** A migrator that finds the lock held, and meanwhile the history made and its first file recorded by the holder. */
async function migratorThatWaits(sql: postgres.Sql, url: string): Promise<Migrator> {
  await sql.unsafe(`CREATE TABLE a (id int); CREATE TABLE b (id int);
    CREATE SCHEMA supabase_migrations;
    CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY);
    INSERT INTO supabase_migrations.schema_migrations VALUES ('0001'), ('0002');
    SELECT ${tryLockExpression()}`);
  const holderEnds = async () =>
    await sql.unsafe(`${upgradeHistoryText(0)}
      INSERT INTO migrator.__manual_migrations (filename) VALUES ('0001_a.sql'); SELECT ${unlockExpression()}`);
  return createMigrator({
    directory: writeFolder(FILES),
    url,
    wait: 10_000,
    onEvent: ({ type }) => {
      if (type === 'waiting') void holderEnds();
    },
  });
}

test('who has waited for the lock records what the holder has left, and nothing twice', async () => {
  const { url, sql } = await openDatabase();
  const migrator = await migratorThatWaits(sql, url);
  expect(await migrator.adopt({ record: true })).toMatchObject({
    outcome: 'recorded',
    recorded: ['0002_b.sql'],
  });
});

test('nor does an import', async () => {
  const { url, sql } = await openDatabase();
  const migrator = await migratorThatWaits(sql, url);
  expect(await migrator.import()).toMatchObject({ outcome: 'imported', imported: ['0002_b.sql'] });
});

test('a repair sees the row that was made while it waited', async () => {
  const { url, sql } = await openDatabase();
  const migrator = await migratorThatWaits(sql, url);
  const forgotten = await migrator.repair({ action: 'forget', file: '0001_a.sql' });
  expect(forgotten).toMatchObject({ migration: '0001_a.sql', outcome: 'refused' });
});
