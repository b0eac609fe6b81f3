import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { withSession } from './copy-database.ts';
import { cli, writeFolder } from './folder.ts';

/** A function of the files that is called on users. */
function made(body: string, events = 'INSERT', when = ''): string {
  return `CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ ${body} $$;
REVOKE EXECUTE ON FUNCTION public.f() FROM PUBLIC, anon, authenticated;
CREATE TRIGGER t AFTER ${events} ON auth.users FOR EACH ROW ${when} EXECUTE FUNCTION public.f();`;
}

const PEOPLE =
  'CREATE TABLE public.people (who uuid REFERENCES auth.users ON DELETE CASCADE, mail text, note text);';
const INSERT = 'INSERT INTO public.people (note, who, mail) VALUES (null, new.id, new.email);';

/** Files, what each kind of case promises by them, and a change after which exactly these are broken. */
interface PromiseCase {
  readonly files: string;
  readonly kept: readonly string[];
  readonly change?: string;
  readonly broken?: readonly string[];
}

const ROW = 'row in public.people';
const GONE = 'row of public.people gone';
const MAIL = 'public.people.mail follows';

const CASES: readonly (readonly [title: string, PromiseCase])[] = [
  [
    'an INSERT and a foreign key',
    {
      files: `${PEOPLE}${made(`BEGIN ${INSERT} RETURN new; END`)}`,
      kept: [ROW, GONE],
      change: 'CREATE RULE r AS ON INSERT TO public.people DO INSTEAD NOTHING',
      broken: [ROW],
    },
  ],
  [
    'one function for everything, by TG_OP',
    {
      files: `CREATE TABLE public.people (who text, mail text);${made(
        `BEGIN
          IF TG_OP = 'INSERT' THEN INSERT INTO public.people SELECT new.id::text, new.email;
            INSERT INTO public.people (who, mail) SELECT new.id, lower(new.email);
          ELSIF TG_OP = 'UPDATE' THEN UPDATE public.people AS p SET mail = coalesce(trim(new.email), '') WHERE new.id::text = p.who;
          ELSE DELETE FROM public.people WHERE who = old.id::text; RETURN old; END IF; RETURN new; END`,
        'INSERT OR UPDATE OR DELETE',
      )}`,
      kept: [ROW, MAIL, GONE],
      change:
        'CREATE RULE r AS ON UPDATE TO public.people DO INSTEAD NOTHING; CREATE RULE d AS ON DELETE TO public.people DO INSTEAD NOTHING',
      broken: [MAIL, GONE],
    },
  ],
  [
    'an upsert on both events',
    {
      files: `CREATE TABLE public.people (who uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, mail text, note text);${made(
        `BEGIN ${INSERT.replace(';', '')} ON CONFLICT (who) DO UPDATE SET mail = excluded.mail, note = 'again'; RETURN new; END`,
        'INSERT OR UPDATE OF email',
        '',
      )}`,
      kept: [ROW, MAIL, GONE],
      change:
        'CREATE RULE r AS ON DELETE TO public.people DO INSTEAD NOTHING; ALTER TABLE public.people DROP CONSTRAINT people_who_fkey',
      broken: [GONE],
    },
  ],
  [
    'an INSERT behind a question promises nothing',
    {
      files: `${PEOPLE}${made(`BEGIN IF new.email LIKE '%@corp.example' THEN ${INSERT} END IF; RETURN new; END`)}`,
      kept: [],
    },
  ],
  [
    'nor does one behind an early RETURN, a WHEN, or in SQL that is put together',
    {
      files: `${PEOPLE}${made(
        `BEGIN IF new.email IS NULL THEN RETURN new; END IF; ${INSERT} EXECUTE 'SELECT 1'; RETURN new; END`,
        'INSERT',
        'WHEN (new.phone IS NULL)',
      )}`,
      kept: [],
    },
  ],
  [
    'an INSERT that does not take the id promises nothing',
    {
      files: `${PEOPLE}${made('BEGIN INSERT INTO public.people (mail) VALUES (new.email); RETURN new; END')}`,
      kept: [],
    },
  ],
  [
    'a copy of something made of the e-mail is not checked',
    {
      files: `${PEOPLE}${made(
        `BEGIN IF TG_OP = 'INSERT' THEN ${INSERT} ELSE UPDATE public.people SET mail = md5(new.email), note = left(new.email, 3) WHERE who = new.id; END IF; RETURN new; END`,
        'INSERT OR UPDATE',
      )}`,
      kept: [ROW, GONE],
    },
  ],
  [
    'names in the body are looked up in the search_path of the function',
    {
      files: `CREATE SCHEMA app; ${PEOPLE.replace('public.', 'app.')}${made(`BEGIN ${INSERT.replace('public.', '')} RETURN new; END`).replace("= ''", '= app, pg_temp')}`,
      kept: ['row in app.people', 'row of app.people gone'],
    },
  ],
  [
    'a foreign key that sets null promises no more than the row',
    {
      files: `${PEOPLE.replace('CASCADE', 'SET NULL')}${made(`BEGIN ${INSERT} RETURN new; END`)}`,
      kept: [ROW],
    },
  ],
];

describe('what the triggers promise', () => {
  test.each(CASES)('%s', async (_title, { files, kept, change, broken }) => {
    const database = await openTestDatabase();
    onTestFinished(() => database.drop());
    const cwd = writeFolder({ '0001_f.sql': files });
    const target = { url: database.url, cwd };
    const migrated = await cli(['--dir', '.'], target);
    expect(migrated.exitCode, migrated.stderr.join('\n')).toBe(0);
    const healthy = await verify(target);
    expect(healthy.findings).toEqual([]);
    expect(healthy.kept).toEqual([...kept].sort());
    if (change === undefined) return;
    await withSession(database.adminUrl, (admin) => admin.run(change));
    const changed = await verify(target);
    expect(changed.broken).toEqual([...(broken ?? [])].sort());
    expect(new Set(changed.findings)).toEqual(new Set(['canary_promise_broken']));
  });
});

test('what cannot be looked at: said, and no false alarm', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.drop());
  const cwd = writeFolder({ '0001_f.sql': `${PEOPLE}${made(`BEGIN ${INSERT} RETURN new; END`)}` });
  const target = { url: database.url, cwd };
  expect((await cli(['--dir', '.'], target)).exitCode).toBe(0);
  // postgres reads all data on Supabase; a column of another type than the id is what it cannot compare.
  await withSession(database.adminUrl, (admin) =>
    admin.run(`ALTER TABLE public.people DROP CONSTRAINT people_who_fkey; ALTER TABLE public.people ALTER who TYPE bytea USING NULL;
      CREATE FUNCTION public.as_bytes(uuid) RETURNS bytea LANGUAGE sql AS 'SELECT uuid_send($1)'; CREATE CAST (uuid AS bytea) WITH FUNCTION public.as_bytes(uuid) AS ASSIGNMENT`),
  );
  const run = await cli(['verify-triggers', '--dir', '.'], target);
  expect(run.exitCode, run.stderr.join('\n')).toBe(0);
  expect(run.stdout.join('\n')).toContain(
    'Note: role postgres cannot look at these: row in public.people, row of public.people gone',
  );
});

async function verify(target: { url: string; cwd: string }) {
  const run = await cli(['verify-triggers', '--dir', '.', '--json'], target);
  const { canary, findings } = JSON.parse(run.stdout.at(-1) ?? '');
  const all = (key: 'kept' | 'broken'): string[] =>
    [...new Set<string>(canary.checks.flatMap((check: Record<string, string[]>) => check[key]))].sort();
  return {
    kept: all('kept'),
    broken: all('broken'),
    findings: findings.map((each: { code: string }) => each.code),
  };
}
