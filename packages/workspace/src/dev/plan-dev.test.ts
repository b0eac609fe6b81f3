import { describe, expect, it } from 'vitest';
import { type DevFacts, planDev } from './plan-dev.ts';

const url = 'http://127.0.0.1:54321';
const background = {
  pid: 1,
  start: '1',
  apiUrl: url,
  siteUrl: 'http://127.0.0.1:3000',
  confirmations: false,
};
const local = {
  kind: 'local',
  label: '127.0.0.1:54322/postgres',
  origin: 'DATABASE_URL in .env.local',
} as const;
const remote = { kind: 'remote', label: 'db.x.supabase.co:5432/postgres', origin: 'DIRECT_URL' } as const;
const given = (value: string) => ({ value, origin: '.env.local' });

function plan(facts: Partial<DevFacts>) {
  const { notices, ...rest } = planDev({
    apiUrl: undefined,
    background: undefined,
    database: undefined,
    ...facts,
  });
  return { ...rest, notices: notices.length, says: notices.join(' ') };
}

describe('planDev', () => {
  it.each<[string, Partial<DevFacts>, object]>([
    ['nothing set', {}, { api: 'start', database: 'embedded', migrate: true, notices: 0 }],
    [
      'an API of ours in the background',
      { background },
      { api: 'background', database: 'embedded', migrate: true, notices: 0 },
    ],
    [
      'that one named in .env.local',
      { background, apiUrl: given(`${url}/`) },
      { api: 'background', database: 'embedded', migrate: true, notices: 0 },
    ],
    [
      'the stack of the CLI',
      { apiUrl: given(url), database: local },
      { api: 'given', database: 'given', migrate: true, notices: 0 },
    ],
    [
      'hosted: a database in production is not migrated by the way',
      { apiUrl: given('https://x.supabase.co'), database: remote },
      { api: 'given', database: 'given', migrate: false, notices: 1 },
    ],
    [
      'an API whose database nobody named: not the embedded one, which is another',
      { apiUrl: given('https://x.supabase.co') },
      { api: 'given', database: 'none', migrate: false, notices: 1 },
    ],
    [
      'a database without an API',
      { database: local },
      { api: 'none', database: 'given', migrate: true, notices: 1 },
    ],
    [
      'a remote one without an API',
      { database: remote },
      { api: 'none', database: 'given', migrate: false, notices: 2 },
    ],
  ])('%s', (_, facts, expected) => {
    expect(plan(facts)).toMatchObject(expected);
  });

  it('names the address of the CLI’s database beside its API', () => {
    expect(plan({ apiUrl: given(url) }).says).toContain('127.0.0.1:54322');
    expect(plan({ apiUrl: given('https://x.supabase.co') }).says).not.toContain('54322');
  });
});
