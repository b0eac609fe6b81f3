import { notes, profiles } from '@groundwork/db';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { checkExplanations, explainWriteError } from './explain-write-error.ts';

describe('explainWriteError', () => {
  it('knows every check on a column that users write', () => {
    const checks = [notes, profiles].flatMap((table) => getTableConfig(table).checks.map(({ name }) => name));
    const theServers = ['profiles_email_length', 'profiles_plan_length'];
    expect(Object.keys(checkExplanations).sort()).toEqual(
      checks.filter((name) => !theServers.includes(name)).sort(),
    );
  });

  const message = 'new row for relation "profiles" violates check constraint "profiles_phone_e164"';
  it.each([
    ['over REST', { code: '23514', message }],
    ['over the local API', { code: 'SUP', message: `PostgresError: ${message}` }],
    [
      'over Drizzle',
      new Error('Failed query: … params: 0151', {
        cause: Object.assign(new Error(message), { code: '23514' }),
      }),
    ],
  ])('puts a check at its field: %s', (_, error) => {
    expect(explainWriteError(error)).toMatchObject({
      field: 'phone',
      message: expect.stringContaining('country code'),
    });
  });

  it('names a check nobody has explained', () => {
    const unknown = { code: '23514', message: message.replace('phone_e164', 'shoe_size') };
    expect(explainWriteError(unknown)).toEqual({
      message: 'The database refuses this (profiles_shoe_size).',
    });
  });
});
