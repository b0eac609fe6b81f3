import { expect, onTestFinished, test } from 'vitest';
import { createMigrator } from '../src/index.ts';
import { writeFolder } from './folder.ts';
import { openDatabase, withPort } from './open-database.ts';
import { openProxy } from './open-proxy.ts';
import { keepShadowServer, SHADOW_DIRECTORY } from './open-shadow.ts';

keepShadowServer();

/** Tables with a policy each, one file a table, and a trigger on the first in a last file. */
function writeTables(files: number): Record<string, string> {
  const names = Array.from({ length: files }, (_, index) => `t${100 + index}`);
  const tables = names.map((name): [string, string] => [
    `${name.slice(1)}_${name}.sql`,
    `CREATE TABLE ${name} (id int PRIMARY KEY, owner uuid REFERENCES auth.users (id), title text NOT NULL);
CREATE INDEX ${name}_owner ON ${name} (owner);
ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON ${name} FOR SELECT TO authenticated USING (auth.uid() = owner);
COMMENT ON TABLE ${name} IS 'made by a file';
ALTER TABLE t100 ADD COLUMN of_${name} int;`,
  ]);
  const trigger = `DROP TABLE IF EXISTS nowhere;
${names.map((name) => `ALTER TABLE ${name} ALTER title SET DEFAULT '';`).join('\n')}
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON t100 FOR EACH ROW EXECUTE FUNCTION touch();`;
  return { ...Object.fromEntries(tables), '900_touch.sql': trigger };
}

/** Adopts tables that somebody pushed: policies without expressions, the last file missing. */
async function countQueries(files: number) {
  const { url, sql } = await openDatabase();
  const texts = writeTables(files);
  for (const [name, text] of Object.entries(texts)) if (name !== '900_touch.sql') await sql.unsafe(text);
  for (let index = 0; index < files; index += 1)
    await sql.unsafe(
      `DROP POLICY own ON t${100 + index}; CREATE POLICY own ON t${100 + index} FOR SELECT TO authenticated`,
    );
  const proxy = await openProxy(Number(new URL(url).port));
  onTestFinished(() => proxy.close());
  const migrator = createMigrator({
    directory: writeFolder(texts),
    url: withPort(url, proxy.port),
    shadowDirectory: SHADOW_DIRECTORY,
  });
  const { migrations } = await migrator.up();
  expect(migrations.map(({ result }) => result)).toEqual([...Array(files).fill('completed'), 'applied']);
  return proxy.queries();
}

test('an adoption sends as many queries for forty files as for two', async () => {
  const few = await countQueries(2);
  expect(await countQueries(40)).toBe(few);
  // Connecting, the guard, twice the catalog, a trial of what drops, the run: a change is a decision.
  expect(few).toBe(20);
});
