import { createDb, profiles } from '@groundwork/db';
import { eq } from 'drizzle-orm';
import { afterEach, expect, it, vi } from 'vitest';
import { readOrLog } from './read-or-log.ts';

afterEach(() => vi.restoreAllMocks());

it('a database that is away gives no answer, and a log without what was asked', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  // Nothing listens on port 1.
  const db = createDb('postgresql://postgres:hunter2@127.0.0.1:1/postgres', { max: 1 });
  const asked = db.select().from(profiles).where(eq(profiles.phone, '+4915112345678'));
  expect(await readOrLog(asked)).toBeUndefined();
  await db.close();
  const written = write.mock.calls.map(([text]) => String(text)).join('');
  expect(written).toContain('A query failed: ECONNREFUSED');
  expect(written).not.toMatch(/4915112345678|hunter2/);
});

it('an answer is an answer, also when it is undefined', async () => {
  expect(await readOrLog(Promise.resolve(undefined))).toEqual({ value: undefined });
});
