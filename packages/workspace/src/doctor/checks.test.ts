import { describe, expect, it } from 'vitest';
import { checkEnvironment } from './check-environment.ts';
import { checkHistory, checkTriggers } from './check-history.ts';
import { checkKeys } from './check-keys.ts';
import { checkNode } from './check-machine.ts';
import { checkTarget } from './check-target.ts';
import { describeKey } from './describe-key.ts';
import { describeDatabaseUrl, projectOfApi } from './describe-url.ts';

const token = (claims: object) =>
  `eyJ.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const anon = token({ iss: 'supabase', ref: 'abcd', role: 'anon' });
const serviceRole = token({ iss: 'supabase', ref: 'abcd', role: 'service_role' });

describe('describeKey', () => {
  it.each([
    ['sb_publishable_x', { kind: 'publishable', legacy: false }],
    ['sb_secret_x', { kind: 'secret', legacy: false }],
    [anon, { kind: 'publishable', legacy: true, ref: 'abcd' }],
    [serviceRole, { kind: 'secret', legacy: true, ref: 'abcd' }],
    [token({ role: 'authenticated' }), { kind: 'unknown', legacy: false }],
    ['a.b.c', { kind: 'unknown', legacy: false }],
    ['', { kind: 'unknown', legacy: false }],
  ])('%s', (key, expected) => {
    expect(describeKey(key)).toEqual(expected);
  });
});

describe('describeDatabaseUrl', () => {
  it.each([
    ['postgresql://postgres:p@db.abcd.supabase.co:5432/postgres', { kind: 'direct', ref: 'abcd' }],
    [
      'postgresql://postgres:p@db.abcd.supabase.co:6543/postgres',
      { kind: 'transaction pooler', ref: 'abcd' },
    ],
    [
      'postgres://postgres.abcd:p@aws-0-x.pooler.supabase.com:5432/postgres',
      { kind: 'session pooler', ref: 'abcd' },
    ],
    [
      'postgres://postgres.abcd:p@aws-0-x.pooler.supabase.com:6543/postgres',
      { kind: 'transaction pooler', ref: 'abcd' },
    ],
    ['postgres://u:p@db.example.com/x?pgbouncer=true', { kind: 'transaction pooler' }],
    ['postgresql://postgres:postgres@127.0.0.1:54322/postgres', { kind: 'Supabase CLI' }],
    ['postgresql://postgres:postgres@localhost:5432/postgres', { kind: 'this machine' }],
    ['postgresql://u:p@db.example.com/x', { kind: 'other' }],
    ['https://abcd.supabase.co', undefined],
    ['nonsense', undefined],
  ])('%s', (url, expected) => {
    expect(describeDatabaseUrl(url)).toEqual(expected);
  });

  it('knows the project of an API by its host', () => {
    expect(projectOfApi('https://abcd.supabase.co/')).toBe('abcd');
    expect(projectOfApi('http://127.0.0.1:54321')).toBeUndefined();
    expect(projectOfApi('')).toBeUndefined();
  });
});

describe('checkKeys', () => {
  const check = (values: Record<string, string>) =>
    checkKeys(
      (name) => (values[name] === undefined ? undefined : { value: values[name], origin: '.env.local' }),
      Object.keys(values),
    ).map(({ name, level, says }) => `${level} ${name}: ${says}`);
  const publishable = 'sb_publishable_x';
  const secret = 'sb_secret_x';

  it.each<[string, Record<string, string>, RegExp[]]>([
    ['none', {}, [/^ok keys: None are set/]],
    [
      'both in place',
      { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishable, SUPABASE_SECRET_KEY: secret },
      [/^ok keys: In place/],
    ],
    [
      'swapped',
      { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: secret, SUPABASE_SECRET_KEY: publishable },
      [
        /^fail keys: NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY holds a secret key/,
        /^fail keys: SUPABASE_SECRET_KEY .*the publishable key/,
      ],
    ],
    [
      'a secret under a public name of any kind',
      { NEXT_PUBLIC_ADMIN: serviceRole },
      [/^fail keys: NEXT_PUBLIC_ADMIN holds a secret key/],
    ],
    [
      'older names',
      { NEXT_PUBLIC_SUPABASE_ANON_KEY: anon, SUPABASE_SERVICE_ROLE_KEY: serviceRole },
      [
        /^warn keys: NEXT_PUBLIC_SUPABASE_ANON_KEY is the older name/,
        /^warn keys: SUPABASE_SERVICE_ROLE_KEY is the older/,
      ],
    ],
    [
      'an older key under the new name',
      { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: anon },
      [/^warn keys: .* of the older kind/],
    ],
    [
      'a placeholder',
      { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'your-key' },
      [/^fail keys: NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY \(\.env\.local\) holds no key/],
    ],
    [
      'of two projects',
      {
        NEXT_PUBLIC_SUPABASE_URL: 'https://efgh.supabase.co',
        DATABASE_URL: 'postgres://postgres.abcd:p@x.pooler.supabase.com:5432/postgres',
      },
      [/^fail project: .*DATABASE_URL of abcd, NEXT_PUBLIC_SUPABASE_URL of efgh/],
    ],
    [
      'of one',
      {
        NEXT_PUBLIC_SUPABASE_URL: 'https://abcd.supabase.co',
        DATABASE_URL: 'postgres://postgres:p@db.abcd.supabase.co:5432/postgres',
      },
      [/^ok keys/],
    ],
  ])('%s', (_, values, expected) => {
    const found = check(values);
    expect(found).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern);
    expect(found.join()).not.toMatch(/sb_secret_x|eyJ/);
  });
});

describe('checkTarget', () => {
  const base = { databaseUrl: undefined, directUrl: undefined, apiUrl: undefined, embeddedRunning: false };
  const url = (value: string) => ({ value, origin: '.env.local' });
  const levels = (facts: Partial<Parameters<typeof checkTarget>[0]>) =>
    checkTarget({ ...base, ...facts }).map(({ name, level }) => `${level} ${name}`);

  it('is content with nothing', () => {
    expect(levels({})).toEqual(['ok database']);
  });

  it('tells the kinds of hosted URLs apart, and what belongs beside them', () => {
    const session = 'postgres://postgres.abcd:p@x.pooler.supabase.com:5432/postgres';
    const transaction = 'postgres://postgres.abcd:p@x.pooler.supabase.com:6543/postgres';
    const target = { label: 'x:5432/postgres', origin: 'DIRECT_URL in .env.local' };
    const facts = {
      target,
      directUrl: url(session),
      databaseUrl: url(transaction),
      apiUrl: url('https://abcd.supabase.co'),
    };
    expect(checkTarget({ ...base, ...facts }).map(({ says }) => says)).toEqual([
      'x:5432/postgres, from DIRECT_URL in .env.local: the session pooler of a hosted project.',
      'DATABASE_URL is the transaction pooler: right for the app, and DIRECT_URL for migrations.',
    ]);
    const direct = { ...facts, directUrl: url('postgres://postgres:p@db.abcd.supabase.co:5432/postgres') };
    expect(levels({ ...direct, databaseUrl: undefined })).toEqual(['ok database', 'warn network']);
    expect(levels({ ...facts, apiUrl: undefined })).toContain('fail API');
  });

  it('passes on why there is no target', () => {
    expect(levels({ problem: { message: 'It is not a URL.', hint: 'Mend it.' } })).toEqual(['fail database']);
  });
});

describe('checkEnvironment', () => {
  const facts = {
    reading: { problems: [], notices: [] },
    known: ['DATABASE_URL', 'DIRECT_URL'],
    inFiles: [],
    named: true,
  };
  const problem = { name: 'DATABASE_URL', message: 'is not set', where: 'Dashboard' };

  it('asks for nothing while all is local, and for what is missing once something is named', () => {
    const reading = { problems: [problem], notices: [] };
    expect(checkEnvironment({ ...facts, reading, named: false }).map(({ level }) => level)).toEqual(['ok']);
    expect(checkEnvironment({ ...facts, reading })).toEqual([
      {
        name: 'environment',
        level: 'fail',
        says: 'DATABASE_URL is not set.',
        next: 'Set DATABASE_URL to what stands at: Dashboard.',
      },
    ]);
  });

  it('finds a name that is misspelt, and leaves others alone', () => {
    const found = checkEnvironment({ ...facts, inFiles: ['DATABASE_ULR', 'DIRECT_URL', 'OPENAI_API_KEY'] });
    expect(found).toEqual([
      {
        name: 'environment',
        level: 'warn',
        says: 'Nothing reads DATABASE_ULR.',
        next: 'Was DATABASE_URL meant?',
      },
    ]);
  });
});

describe('what the migrator says', () => {
  const answer = (result: Record<string, unknown>, exitCode = 0) => ({ exitCode, result });

  it('of the history', () => {
    const applied = { state: 'applied' };
    expect(checkHistory(answer({ migrations: [applied], findings: [] }))).toMatchObject({
      level: 'ok',
      says: '1 of 1 migrations are applied, each as its file says.',
    });
    expect(checkHistory(answer({ migrations: [applied, { state: 'pending' }], findings: [] }))).toMatchObject(
      {
        level: 'warn',
        next: 'npm run migrate',
      },
    );
    const edited = { message: 'a.sql was changed.', hint: 'Undo the edit.' };
    expect(checkHistory(answer({ migrations: [applied], findings: [edited, edited] }))).toEqual({
      name: 'history',
      level: 'fail',
      says: 'a.sql was changed. (and 1 more)',
      next: 'Undo the edit.',
    });
    const error = { message: 'Nothing listens.', hint: 'Start it.' };
    expect(checkHistory(answer({ error }, 2))).toMatchObject({
      level: 'fail',
      says: 'Nothing listens.',
      next: 'Start it.',
    });
  });

  it('of the triggers', () => {
    expect(checkTriggers(answer({ triggers: [{}, {}] })).level).toBe('ok');
    expect(
      checkTriggers(answer({ triggers: [{}], findings: [{ message: 'It is disabled.' }] }, 1)),
    ).toMatchObject({
      level: 'fail',
      says: 'It is disabled.',
    });
    expect(checkTriggers(answer({ triggers: [{}] }, 1)).level).toBe('fail');
  });
});

it('checkNode asks for 20.19', () => {
  expect(
    ['18.20.0', '20.18.3', '20.19.0', '22.0.0', '24.1.0'].map((version) => checkNode(version).level),
  ).toEqual(['fail', 'fail', 'ok', 'ok', 'ok']);
});
