import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { supabaseBaselineSql } from '../src/index.ts';
import { serverEnvironment } from '../src/server-environment.ts';
import { makeServerFolder, until } from './server-folder.ts';

const root = '/usr/lib/postgresql';
const installed = spawnSync('ls', [root], { encoding: 'utf8' })
  .stdout.split('\n')
  .filter((name) => Number(name) >= 15);
const hasPsql = spawnSync('psql', ['--version']).status === 0;

// Needs a Postgres of the machine, with psql: others use the SQL this way, we only promise that it works.
test.runIf(hasPsql).each(installed)('psql shapes a plain Postgres %s, twice', async (version) => {
  const bin = join(root, version, 'bin');
  const data = await makeServerFolder('plain');
  const user = userOf('nobody');
  const options = { ...user, env: serverEnvironment(), cwd: '/' };
  await mkdir(data);
  if (user) await chown(data, user.uid, user.gid);
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'],
    options,
  );
  expect(made.status).toBe(0);
  const socket = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${dirname(data)}`];
  if (user) await chown(dirname(data), user.uid, user.gid);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-F', ...socket], { ...options, stdio: 'ignore' });
  onTestFinished(() => {
    server.kill('SIGQUIT');
  });
  const psql = (database: string, sql: string) =>
    spawnSync(
      'psql',
      ['-X', '-h', dirname(data), '-U', 'postgres', '-d', database, '-v', 'ON_ERROR_STOP=1', '-qAt'],
      {
        input: sql,
        encoding: 'utf8',
      },
    );
  await until(() => psql('postgres', 'SELECT').status === 0);

  const everything = await supabaseBaselineSql();
  for (const _ of ['once', 'twice'])
    expect(psql('postgres', everything)).toMatchObject({ status: 0, stdout: '' });
  expect(psql('postgres', 'CREATE DATABASE other OWNER postgres').status).toBe(0);
  const strict = await supabaseBaselineSql({ part: 'database', defaultPrivileges: 'strict' });
  expect(psql('other', strict)).toMatchObject({ status: 0, stdout: '' });

  const rights = `CREATE TABLE public.opened (a int);
    SELECT has_table_privilege('anon', 'public.opened', 'SELECT'), has_table_privilege('supabase_auth_admin', 'auth.users', 'INSERT'),
      rolsuper FROM pg_roles WHERE rolname = current_user`;
  expect(psql('postgres', rights).stdout.trim()).toBe('t|t|t');
  expect(psql('other', rights).stdout.trim()).toBe('f|t|t');
  const signUp = `SET SESSION AUTHORIZATION supabase_auth_admin;
    INSERT INTO auth.users (id) VALUES (gen_random_uuid()); SET ROLE authenticated; SELECT current_user`;
  expect(psql('postgres', signUp).stdout.trim()).toBe('authenticated');
});

/** Postgres refuses to run as root. */
function userOf(wanted: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${wanted}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
