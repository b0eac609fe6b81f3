import { expect, test } from 'vitest';
import { parseMigration } from '../sql/parse-migration.ts';
import { inverseOfRename } from './inverse-of-rename.ts';

test.each([
  ['ALTER TABLE app.a RENAME TO b', 'ALTER TABLE "app"."b" RENAME TO "a"'],
  ['ALTER TABLE a RENAME TO "B b"', 'ALTER TABLE "B b" RENAME TO "a"'],
  ['ALTER INDEX app.i RENAME TO j', 'ALTER INDEX "app"."j" RENAME TO "i"'],
  ['ALTER VIEW v RENAME TO w', 'ALTER VIEW "w" RENAME TO "v"'],
  ['ALTER MATERIALIZED VIEW v RENAME TO w', 'ALTER MATERIALIZED VIEW "w" RENAME TO "v"'],
  ['ALTER SEQUENCE s RENAME TO t', 'ALTER SEQUENCE "t" RENAME TO "s"'],
  ['ALTER TABLE app.a RENAME COLUMN x TO y', 'ALTER TABLE "app"."a" RENAME COLUMN "y" TO "x"'],
  ['ALTER VIEW v RENAME COLUMN x TO y', 'ALTER VIEW "v" RENAME COLUMN "y" TO "x"'],
  ['ALTER TABLE a RENAME CONSTRAINT x TO y', 'ALTER TABLE "a" RENAME CONSTRAINT "y" TO "x"'],
  ['ALTER DOMAIN app.d RENAME CONSTRAINT x TO y', 'ALTER DOMAIN "app"."d" RENAME CONSTRAINT "y" TO "x"'],
  ['ALTER TRIGGER x ON app.a RENAME TO y', 'ALTER TRIGGER "y" ON "app"."a" RENAME TO "x"'],
  ['ALTER POLICY x ON a RENAME TO y', 'ALTER POLICY "y" ON "a" RENAME TO "x"'],
  ['ALTER RULE x ON a RENAME TO y', 'ALTER RULE "y" ON "a" RENAME TO "x"'],
  ['ALTER SCHEMA x RENAME TO y', 'ALTER SCHEMA "y" RENAME TO "x"'],
  ['ALTER TYPE app.t RENAME TO u', 'ALTER TYPE "app"."u" RENAME TO "t"'],
  ['ALTER TYPE t RENAME ATTRIBUTE x TO y', 'ALTER TYPE "t" RENAME ATTRIBUTE "y" TO "x"'],
  ["ALTER TYPE app.t RENAME VALUE 'it''s' TO 'is'", `ALTER TYPE "app"."t" RENAME VALUE 'is' TO 'it''s'`],
  ['ALTER DOMAIN d RENAME TO e', 'ALTER DOMAIN "e" RENAME TO "d"'],
  [
    'ALTER FUNCTION app.f(int, numeric(4, 2)) RENAME TO g',
    'ALTER FUNCTION "app"."g"(int, numeric(4, 2)) RENAME TO "f"',
  ],
  ['ALTER PROCEDURE p() RENAME TO q', 'ALTER PROCEDURE "q"() RENAME TO "p"'],
  ['ALTER TABLE app.a SET SCHEMA b', 'ALTER TABLE "b"."a" SET SCHEMA "app"'],
  ['ALTER TABLE a SET SCHEMA b', 'ALTER TABLE "b"."a" SET SCHEMA "public"'],
  ['ALTER FUNCTION app.f(text) SET SCHEMA b', 'ALTER FUNCTION "b"."f"(text) SET SCHEMA "app"'],
  ['ALTER TYPE app.t SET SCHEMA b', 'ALTER TYPE "b"."t" SET SCHEMA "app"'],
  ["ALTER TYPE t ADD VALUE 'x'", undefined],
  ['ALTER ROLE r RENAME TO s', undefined],
  ['ALTER EXTENSION hstore SET SCHEMA x', undefined],
  ['ALTER TABLE a ADD COLUMN x int', undefined],
])('%s', async (text, inverse) => {
  const { statements } = await parseMigration('x.sql', 'x.sql', text);
  expect(statements.map(inverseOfRename)).toEqual([inverse]);
});
