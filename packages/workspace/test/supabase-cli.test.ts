import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { describe, expect, it } from 'vitest';
import { supabaseCli } from '../src/supabase/supabase-cli.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

function run(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'scripts/run.mjs'), ...args],
    {
      cwd: repository,
      env: { ...process.env, DIRECT_URL: '', ...env },
      encoding: 'utf8',
    },
  );
  return { status, out: stdout, err: stderr };
}

/** It is fetched when it is used; a machine that never used it, and has no network, need not fail for it. */
const [program = '', ...args] = supabaseCli(process.env);
const here = spawnSync(program, [
  ...args.map((word) => (word === '--prefer-offline' ? '--offline' : word)),
  '--version',
]);

describe.runIf(here.status === 0 || process.env.CI)('the pinned Supabase CLI', () => {
  it('runs with what was typed, and its exit code is ours', () => {
    expect(run(['supabase', '--version'])).toMatchObject({ status: 0, out: '3.1.0\n' });
    expect(run(['supabase', '--', 'gen', 'types', '--help']).out).toContain('supabase gen types');
    expect(run(['supabase', 'no-such-command']).status).not.toBe(0);
  });

  it('reads supabase/config.toml without a complaint', () => {
    const { out, err } = run(['supabase', 'status', '-o', 'env']);
    expect(out + err).not.toMatch(/WARN|Invalid config/);
  });

  it('gives the types that are committed, from a migrated database', async () => {
    const database = await openTestDatabase();
    const env = { DATABASE_URL: database.url };
    expect(run(['migrate'], env).status).toBe(0);
    expect(run(['types', '--check'], env)).toMatchObject({ status: 0, err: '' });
    const path = join(repository, 'packages/db/src/database.types.ts');
    expect(readFileSync(path, 'utf8')).toContain('avatar_url: string | null;');
    await database.drop();
    const wrong = run(['types', '--check'], env);
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain('❌ The Supabase CLI gave no types');
    expect(wrong.err).not.toContain(new URL(database.url).password);
  });
});
