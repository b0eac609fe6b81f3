import { openTestDatabase, type TestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCK_MODES } from '../src/model/lock.ts';
import { locksOfStatement } from '../src/sql/locks-of-statement.ts';
import { parseText } from '../src/sql/parser.ts';

const BEFORE = `
CREATE SCHEMA s;
CREATE TABLE a (id int PRIMARY KEY, n int, t text, g int);
ALTER TABLE a ADD CONSTRAINT a_g_check CHECK (g > 0) NOT VALID;
CREATE TABLE b (id int PRIMARY KEY, a_id int);
CREATE INDEX i ON a (n);
CREATE TABLE p (k int) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 (k int);
CREATE TABLE parent (id int);
CREATE VIEW v AS SELECT 1 AS one;
CREATE MATERIALIZED VIEW m AS SELECT 1 AS one;
CREATE UNIQUE INDEX m_one ON m (one);
CREATE SEQUENCE seq;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER tr BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
CREATE POLICY pol ON a USING (true);
CREATE RULE r AS ON UPDATE TO b DO ALSO NOTHING;
CREATE PUBLICATION pub;`;

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await openTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(BEFORE);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** One statement a line, of each kind the table knows. */
const STATEMENTS = `SELECT * FROM a
SELECT * FROM a, b FOR UPDATE
WITH a AS (SELECT 1 AS id) SELECT * FROM a JOIN b USING (id)
INSERT INTO a (id) SELECT id FROM b
UPDATE a SET n = 1 FROM b WHERE b.id = a.id
DELETE FROM a
MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE
TRUNCATE a, b
LOCK TABLE a IN SHARE ROW EXCLUSIVE MODE
CREATE TABLE c (id int REFERENCES a, x int, FOREIGN KEY (x) REFERENCES b)
CREATE TABLE c (LIKE a INCLUDING ALL)
CREATE TABLE c () INHERITS (parent)
CREATE TABLE c PARTITION OF p FOR VALUES IN (7)
CREATE TABLE c AS SELECT * FROM a
SELECT * INTO c FROM a
CREATE INDEX ON a (n)
REINDEX TABLE a
ALTER TABLE a ADD x int
ALTER TABLE a ADD x int REFERENCES b
ALTER TABLE a DROP n
ALTER TABLE a ALTER n TYPE bigint
ALTER TABLE a ALTER n SET DEFAULT 1
ALTER TABLE a ALTER n SET NOT NULL
ALTER TABLE a ALTER n SET STATISTICS 10
ALTER TABLE a ALTER t SET STORAGE EXTERNAL
ALTER TABLE a ADD CHECK (n > 0) NOT VALID
ALTER TABLE a ADD UNIQUE (n)
ALTER TABLE a VALIDATE CONSTRAINT a_g_check
ALTER TABLE a DROP CONSTRAINT a_g_check
ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a
ALTER TABLE a ENABLE ROW LEVEL SECURITY
ALTER TABLE a DISABLE TRIGGER tr
ALTER TABLE a ENABLE TRIGGER ALL
ALTER TABLE a SET (fillfactor = 70, autovacuum_enabled = off)
ALTER TABLE a CLUSTER ON a_pkey
ALTER TABLE a REPLICA IDENTITY FULL
ALTER TABLE a SET UNLOGGED
ALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN (2)
ALTER TABLE p DETACH PARTITION p1
ALTER TABLE b INHERIT parent
ALTER VIEW v SET (security_invoker = on)
ALTER TABLE a RENAME n TO nn
ALTER TABLE a RENAME TO aa
ALTER TABLE a SET SCHEMA s
ALTER INDEX i RENAME TO j
ALTER SEQUENCE seq RESTART
ALTER TRIGGER tr ON a RENAME TO tr2
ALTER POLICY pol ON a USING (false)
CREATE POLICY pol2 ON a
CREATE TRIGGER tr2 BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()
CREATE RULE r2 AS ON DELETE TO b DO INSTEAD NOTHING
CREATE OR REPLACE VIEW v AS SELECT 1 AS one
CREATE VIEW w AS SELECT * FROM a
CREATE STATISTICS st ON id, n FROM a
REFRESH MATERIALIZED VIEW m
REFRESH MATERIALIZED VIEW CONCURRENTLY m
DROP TABLE a
DROP VIEW v
DROP SEQUENCE seq
DROP INDEX i
DROP TRIGGER tr ON a
DROP POLICY pol ON a
DROP RULE r ON b
COMMENT ON TABLE a IS 'x'
COMMENT ON COLUMN a.n IS 'x'
COMMENT ON CONSTRAINT a_pkey ON a IS 'x'
COMMENT ON TRIGGER tr ON a IS 'x'
COMMENT ON POLICY pol ON a IS 'x'
COMMENT ON INDEX i IS 'x'
GRANT SELECT ON a TO anon
CLUSTER a USING a_pkey
ANALYZE a
CREATE PUBLICATION pub2 FOR TABLE a
ALTER PUBLICATION pub ADD TABLE a
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE TYPE e AS ENUM ('x')`.split('\n');

test.each(STATEMENTS)('%s', async (text) => {
  const [statement] = await parseText(text);
  const found = locksOfStatement(statement?.kind ?? '', statement?.tree);
  const predicted = found.locks.map(
    ({ relation, mode }) => `${relation.replace('the table of index i', 'a')}: ${mode}`,
  );
  expect(predicted.sort()).toEqual(await lockedBy(text));
});

/** The strongest lock the server took on each relation that was there before. */
async function lockedBy(text: string): Promise<string[]> {
  await sql`BEGIN`;
  try {
    const known = await sql<{ oid: number; name: string; index: boolean }[]>`
      SELECT oid, relname::text AS name, relkind = 'i' AS index FROM pg_class
      WHERE relnamespace = 'public'::regnamespace`;
    await sql.unsafe(text);
    const locks = await sql<{ relation: number; mode: string }[]>`
      SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'`;
    const strongest = new Map<string, number>();
    for (const { relation, mode } of locks) {
      const found = known.find(({ oid }) => oid === relation);
      // An index is locked with its table; only one that a statement names is told.
      if (found === undefined || (found.index && !(found.name === 'i' && / i\b/.test(text)))) continue;
      const rank = LOCK_MODES.findIndex(
        (one) => `${one.toLowerCase().replaceAll(' ', '')}lock` === mode.toLowerCase(),
      );
      strongest.set(found.name, Math.max(strongest.get(found.name) ?? -1, rank));
    }
    return [...strongest].map(([name, rank]) => `${name}: ${LOCK_MODES[rank]}`).sort();
  } finally {
    await sql`ROLLBACK`;
  }
}
