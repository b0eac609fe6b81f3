import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supabaseBaselineSql } from '@groundwork/local-postgres';
import { expect, onTestFinished, test } from 'vitest';
import { differingKeys } from '../../src/catalog/differing-keys.ts';
import { readOutline } from '../../src/catalog/read-catalog.ts';
import { openUrl } from '../catalog-sessions.ts';
import { cli, scratchWorkspace } from '../folder.ts';
import { HAS_POSTGRES_15, openPostgres15 } from '../open-postgres-15.ts';

const TEMPLATE = join(import.meta.dirname, '../../../db/drizzle');

test.skipIf(!HAS_POSTGRES_15)('a server that is older than the shadow gets only what it knows', async () => {
  const server = await openPostgres15();
  onTestFinished(() => server.stop());
  const cluster = await openUrl(server.url('supabase_admin', 'postgres'));
  onTestFinished(() => cluster.close());
  await cluster.run(await supabaseBaselineSql({ part: 'roles' }));
  await cluster.run('CREATE DATABASE old OWNER postgres');
  const admin = await openUrl(server.url('supabase_admin', 'old'));
  onTestFinished(() => admin.close());
  await admin.run(await supabaseBaselineSql({ part: 'database' }));
  const directory = mkdtempSync(join(tmpdir(), 'template-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  cpSync(TEMPLATE, directory, { recursive: true });
  const before = await readOutline(admin);
  const run = (...argv: string[]) =>
    cli([...argv, '--dir', directory], { url: server.url('postgres', 'old'), cwd: scratchWorkspace() });
  const first = await run('up');
  expect(first.exitCode, first.stderr.join('\n')).toBe(0);
  const all = await run('rollback', '--yes', '--step', '99', '--allow-data-loss');
  expect(all.exitCode, all.stderr.join('\n')).toBe(0);
  expect(all.stdout.join('\n')).not.toContain('MAINTAIN');
  expect([...differingKeys(before, await readOutline(admin))]).toEqual([]);
  expect((await run('up')).exitCode).toBe(0);
  expect((await run('drift')).exitCode).toBe(0);
});
