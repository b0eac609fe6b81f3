import { notes, profiles } from '@groundwork/db';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { explainWriteError, explanations } from './explain-write-error.ts';

afterEach(() => vi.restoreAllMocks());

describe('explainWriteError', () => {
  it('knows every check and unique constraint on columns that users write', () => {
    const tables = [notes, profiles];
    const constraints = tables
      .map(getTableConfig)
      .flatMap(({ checks, uniqueConstraints }) => [
        ...checks.map(({ name }) => name),
        ...uniqueConstraints.map((unique) => unique.getName()),
      ]);
    const theServers = ['profiles_email_length', 'profiles_plan_length'];
    expect(Object.keys(explanations).sort()).toEqual(
      constraints.filter((name) => !theServers.includes(name ?? '')).sort(),
    );
  });

  const message = 'new row for relation "profiles" violates check constraint "profiles_phone_e164"';
  it.each([
    ['over REST', { code: '23514', message }],
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

  it.each([
    ['a check', '23514', message.replace('phone_e164', 'shoe_size'), 'profiles_shoe_size'],
    [
      'a unique constraint',
      '23505',
      'duplicate key value violates unique constraint "notes_key"',
      'notes_key',
    ],
  ])('names %s nobody has explained', (_, code, text, name) => {
    expect(explainWriteError({ code, message: text })).toEqual({
      message: `The database refuses this (${name}).`,
    });
  });

  it.each([
    ['22003', 'value "99999999999" is out of range for type integer'],
    ['23502', 'null value in column "owner" of relation "notes" violates not-null constraint'],
    ['P0001', 'A paid invoice is final'],
  ])('says of %s that the values are refused, and logs no value', (code, text) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(explainWriteError({ code, message: text }).message).toContain('as it is');
    expect(write.mock.calls.join()).toContain(code);
    expect(write.mock.calls.join()).not.toContain('99999999999');
  });

  it.each(['', '08006', '57P01', 'ECONNREFUSED', 'PGRST000'])('says of %j that nobody answers', (code) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(explainWriteError({ code, message: 'no' }).message).toContain('cannot reach');
  });
});
