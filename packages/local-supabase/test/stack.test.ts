import { chownSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { expect, it } from 'vitest';
import { startStack } from '../src/index.ts';
import { readKeys } from '../src/keys/read-keys.ts';
import { openTestStack, signUp } from './open-test-stack.ts';

it('makes keys once, readable by their owner alone, the same for two who start at once', async () => {
  const directory = join(mkdtempSync(join(tmpdir(), 'keys-')), 'deep', 'keys');
  const [one, two] = await Promise.all([readKeys(directory), readKeys(directory)]);
  expect(two).toEqual(one);
  expect(await readKeys(directory)).toEqual(one);
  expect(one.publishableKey).toMatch(/^sb_publishable_/);
  expect(one.secretKey).toMatch(/^sb_secret_/);
  expect(one.anonKey.split('.')).toHaveLength(3);
  expect(statSync(join(directory, 'keys.json')).mode & 0o777).toBe(0o600);
  writeFileSync(join(directory, 'keys.json'), '{"publishableKey":"x"}');
  await expect(readKeys(directory)).rejects.toMatchObject({ code: 'local_supabase_keys_unreadable' });
  expect(readFileSync(join(directory, 'keys.json'), 'utf8')).toBe('{"publishableKey":"x"}');
});

it('runs beside another, each with its own port, keys and database', async () => {
  const first = await openTestStack();
  const second = await openTestStack();
  expect(first.apiUrl).not.toBe(second.apiUrl);
  expect(first.publishableKey).not.toBe(second.publishableKey);
  await signUp(first, 'same@example.com', { full_name: 'One' });
  const { client } = await signUp(second, 'same@example.com', { full_name: 'Two' });
  expect((await client.from('profiles').select('full_name')).data).toEqual([{ full_name: 'Two' }]);
  await first.close();
  expect((await client.from('profiles').select('full_name')).data).toEqual([{ full_name: 'Two' }]);
  await second.close();
  await expect(fetch(second.apiUrl)).rejects.toThrow();
});

it('names the process that has its port, and leaves nothing behind', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const database = await openTestDatabase();
  await expect(
    startStack({ database, port, directory: mkdtempSync(join(tmpdir(), 'k-')) }),
  ).rejects.toMatchObject({
    code: 'local_supabase_port_taken',
    message: expect.stringContaining(`Port ${port} of 127.0.0.1 is taken by process ${process.pid} (`),
  });
  other.close();
  await database.drop();
});

it.runIf(process.getuid?.() === 0)('hands what root makes to the owner of the workspace', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'owned-'));
  chownSync(workspace, 65534, 65534);
  const directory = join(workspace, '.local', 'supabase');
  await readKeys(directory);
  expect([statSync(directory).uid, statSync(join(directory, 'keys.json')).uid]).toEqual([65534, 65534]);
});
