import { expect, onTestFinished, test, vi } from 'vitest';
import type * as reading from '../src/catalog/read-catalog.ts';
import { createMigrator } from '../src/index.ts';
import { writeFolder } from './folder.ts';
import { openDatabase, withPort } from './open-database.ts';
import { openProxy } from './open-proxy.ts';
import { SHADOW_DIRECTORY } from './open-shadow.ts';

/** Reads of a database: whole, with what each fact says, which is kept; or the hashes alone. */
const reads = { whole: 0, outline: 0 };
vi.mock('../src/catalog/read-catalog.ts', async (load) => {
  const actual = await load<typeof reading>();
  return {
    ...actual,
    readCatalog: (...given: Parameters<typeof reading.readCatalog>) => {
      reads.whole += 1;
      return actual.readCatalog(...given);
    },
    readOutline: (...given: Parameters<typeof reading.readOutline>) => {
      reads.outline += 1;
      return actual.readOutline(...given);
    },
  };
});

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
async function countCosts(files: number) {
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
  Object.assign(reads, { whole: 0, outline: 0 });
  const { migrations } = await migrator.up();
  expect(migrations.map(({ result }) => result)).toEqual([...Array(files).fill('completed'), 'applied']);
  return { queries: proxy.queries(), ...reads };
}

test('an adoption sends as many queries, and keeps as many catalogs, for forty files as for two', async () => {
  // Connecting, the guard, twice the catalog, a trial of what drops, the run: a change is a decision. What is kept
  // whole: the target, the shadow's end, and the proof. The hashes are read on the shadow, around each file that
  // touches what another one touches, as all do here.
  expect(await countCosts(2)).toEqual({ queries: 20, whole: 3, outline: 3 });
  expect(await countCosts(40)).toEqual({ queries: 20, whole: 3, outline: 41 });
});
