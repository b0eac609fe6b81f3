import { describe, expect, it } from 'vitest';
import { readEnvironment } from './read-environment.ts';

const complete = {
  DATABASE_URL: 'postgresql://postgres:pw@127.0.0.1/postgres',
  NEXT_PUBLIC_SUPABASE_URL: 'http://127.0.0.1:54321',
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
};
const jwt = (role: string) => `e30.${Buffer.from(JSON.stringify({ role })).toString('base64url')}.x`;

describe('readEnvironment', () => {
  it('takes what is complete', () => {
    expect(readEnvironment(complete)).toEqual({ environment: complete, problems: [], notices: [] });
  });

  it('names every variable that is missing or empty, and where it is found', () => {
    const { environment, problems } = readEnvironment({ DATABASE_URL: ' ' });
    expect(environment).toBeUndefined();
    expect(problems.map(({ name, message }) => `${name} ${message}`)).toEqual([
      'DATABASE_URL is not set',
      'NEXT_PUBLIC_SUPABASE_URL is not set',
      'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is not set',
    ]);
    for (const { where } of problems) expect(where).toContain('Dashboard');
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@h/d', 'must start with postgresql://'],
    ['NEXT_PUBLIC_SUPABASE_URL', 'hunter2', 'must be an address'],
    ['NEXT_PUBLIC_SUPABASE_URL', 'ftp://hunter2', 'must be an address'],
    ['NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', 'sb_secret_hunter2', 'holds a secret key'],
    ['NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', jwt('service_role'), 'holds a secret key'],
    ['SUPABASE_SECRET_KEY', 'sb_publishable_hunter2', 'holds a publishable key'],
    ['SUPABASE_SECRET_KEY', jwt('anon'), 'holds a publishable key'],
    ['SITE_URL', 'app.example.com', 'must be an address'],
  ])('refuses %s=%s without repeating it', (name, value, message) => {
    const { problems } = readEnvironment({ ...complete, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ name, message: expect.stringContaining(message) });
    expect(JSON.stringify(problems)).not.toContain(value);
  });

  it('reads legacy names where the new ones are unset, and says so', () => {
    const { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: _, ...rest } = complete;
    const legacy = {
      NEXT_PUBLIC_SUPABASE_ANON_KEY: jwt('anon'),
      SUPABASE_SERVICE_ROLE_KEY: jwt('service_role'),
    };
    const { environment, notices } = readEnvironment({ ...rest, ...legacy });
    expect(environment?.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY).toBe(jwt('anon'));
    expect(environment?.SUPABASE_SECRET_KEY).toBe(jwt('service_role'));
    expect(notices).toEqual([
      'NEXT_PUBLIC_SUPABASE_ANON_KEY is the older name: rename it to NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY.',
      'SUPABASE_SERVICE_ROLE_KEY is the older name: rename it to SUPABASE_SECRET_KEY.',
    ]);
    const both = readEnvironment({ ...complete, ...legacy });
    expect(both.environment?.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY).toBe('sb_publishable_x');
    expect(both.notices).toHaveLength(1);
    const swapped = readEnvironment({ ...rest, NEXT_PUBLIC_SUPABASE_ANON_KEY: jwt('service_role') });
    expect(swapped.problems).toMatchObject([{ name: 'NEXT_PUBLIC_SUPABASE_ANON_KEY' }]);
  });

  it('does with the direct connection alone', () => {
    const { DATABASE_URL, ...rest } = complete;
    expect(readEnvironment({ ...rest, DIRECT_URL: DATABASE_URL }).environment?.DATABASE_URL).toBe(
      DATABASE_URL,
    );
  });
});
