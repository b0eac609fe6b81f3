import { expect, test } from 'vitest';
import { askForUsers, FUNCTIONS_USED } from '../src/catalog/extraction-pool.ts';
import { isNeedless, PRESENT_KINDS } from '../src/catalog/needless-questions.ts';
import { loadExtract } from '../src/catalog/pg-delta.ts';
import type { Row, Session } from '../src/model/ports.ts';
import { SCHEMA } from './catalog-mutations.ts';
import { openSessions } from './catalog-sessions.ts';

/** An object of each kind that few databases have, alone. */
const OBJECTS: Readonly<Record<string, string>> = {
  sequence: 'CREATE SEQUENCE public.s',
  'identity column': 'CREATE TABLE public.t (id integer GENERATED ALWAYS AS IDENTITY)',
  view: 'CREATE VIEW public.v AS SELECT 1 AS one',
  'materialized view': 'CREATE MATERIALIZED VIEW public.m AS SELECT 1 AS one',
  trigger: `CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
    CREATE TRIGGER t AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.f()`,
  policy: 'CREATE POLICY p ON auth.users USING (true)',
  domain: 'CREATE DOMAIN public.d AS text',
  'check of a domain': `CREATE DOMAIN public.d AS text CHECK (value <> '')`,
  'enum without a label': 'CREATE TYPE public.e AS ENUM ()',
  'composite type': 'CREATE TYPE public.c AS (a integer)',
  'range type': 'CREATE TYPE public.r AS RANGE (subtype = float8)',
  collation: `CREATE COLLATION public.c FROM "C"`,
  'event trigger': `CREATE FUNCTION public.f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION public.f()`,
  rule: 'CREATE RULE r AS ON DELETE TO auth.users DO INSTEAD NOTHING',
  aggregate: 'CREATE AGGREGATE public.a (integer) (sfunc = int4pl, stype = integer)',
  'foreign data wrapper': 'CREATE FOREIGN DATA WRAPPER w',
  'user mapping': `CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE USER MAPPING FOR postgres SERVER s`,
  'foreign table': `CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE FOREIGN TABLE public.f (a integer) SERVER s`,
  publication: 'CREATE PUBLICATION p',
  partition: `CREATE TABLE public.p (a integer) PARTITION BY LIST (a); CREATE TABLE public.p1 PARTITION OF public.p DEFAULT`,
  'everything at once': SCHEMA,
};

/** What pg-delta asks when nobody listens in, each question with its rows. */
async function askAll(session: Session): Promise<Map<string, readonly Row[]>> {
  const { extract } = await loadExtract();
  const answers = new Map<string, readonly Row[]>();
  const query = async (text: string) => {
    if (/^(BEGIN|COMMIT|ROLLBACK)\b/.test(text)) return { rows: [] };
    const rows = await session.query(text);
    answers.set(text, rows);
    return { rows };
  };
  await extract({ connect: async () => ({ query, release() {} }) });
  return answers;
}

async function presentIn(session: Session): Promise<readonly boolean[]> {
  const [row] = await session.query(`SELECT ${PRESENT_KINDS} AS present`);
  return row?.present as readonly boolean[];
}

test('each kind has its question, and the question no other kind', async () => {
  const { admin } = await openSessions();
  const questions = [...(await askAll(admin)).keys()];
  const kinds = [...(await presentIn(admin)).keys()];
  const needless = kinds.map((one) => {
    const present = kinds.map((kind) => kind !== one);
    return questions.filter((text) => isNeedless(text, present));
  });
  expect(needless.map(({ length }) => length)).toEqual(kinds.map(() => 1));
  expect(new Set(needless.flat()).size).toBe(kinds.length);
});

test('a question that has rows is always asked', async () => {
  const { admin } = await openSessions();
  const unasked = new Set<string>();
  const asked = new Set<string>();
  const look = async (name: string) => {
    const present = await presentIn(admin);
    for (const [text, rows] of await askAll(admin)) {
      if (!isNeedless(text, present)) {
        if (rows.length > 0) asked.add(text);
        continue;
      }
      unasked.add(text);
      expect(rows, `${name}: ${text}`).toEqual([]);
    }
  };
  await look('nothing');
  for (const [name, sql] of Object.entries(OBJECTS)) {
    await admin.run(`BEGIN; ${sql}`);
    await look(name);
    await admin.run('ROLLBACK');
  }
  // Each of them has been seen both ways, or this shows nothing of it.
  expect([...unasked].filter((text) => !asked.has(text))).toEqual([]);
});

test('functions that nothing needs are left out before they are named, and change no answer', async () => {
  const { admin } = await openSessions();
  await admin.run(`BEGIN; ${SCHEMA}`);
  const asked = [...(await askAll(admin)).keys()].map(askForUsers);
  const [question = '', ...more] = asked.filter((text) => text.includes(FUNCTIONS_USED));
  expect(more).toEqual([]);
  const answer = async (text: string) => (await admin.query(text)).map((row) => JSON.stringify(row)).sort();
  const narrow = await answer(question);
  expect(narrow.filter((row) => row.includes('"kind":"function"')).length).toBeGreaterThan(3);
  expect(narrow).toEqual(await answer(question.replace(FUNCTIONS_USED, 'true')));
  await admin.run('ROLLBACK');
});
