import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { stopServer } from '@groundwork/local-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';

const PACKAGE = join(import.meta.dirname, '..');
const ROOT = join(PACKAGE, '../..');
const AS_NPM = 'npm/11.0.0 node/v22.0.0';
const run = promisify(execFile);

const base = mkdtempSync(join(tmpdir(), 'packed-'));
// Whom the embedded Postgres runs as, where root starts it, has to come in.
chmodSync(base, 0o755);
const project = join(base, 'project');
const installed = join(project, 'node_modules/@groundwork/migrator');
let packed: {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

beforeAll(async () => {
  // As `npm run pack:migrator` does, with npm around it.
  const pnpm = join(ROOT, 'node_modules/pnpm/bin/pnpm.mjs');
  const env = { ...process.env, npm_config_user_agent: AS_NPM };
  await run(process.execPath, [pnpm, '--dir', PACKAGE, 'pack', '--pack-destination', base], { env });
  execFileSync('tar', ['-xzf', 'groundwork-migrator-0.1.0.tgz'], { cwd: base });
  packed = JSON.parse(readFileSync(join(base, 'package/package.json'), 'utf8'));
  mkdirSync(join(project, 'migrations'), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(project, 'migrations/0001_a.sql'), 'CREATE TABLE a (id int); SELECT 1;');
  if (process.env.PACKED_INSTALL === 'npm') await installFromRegistry();
  else installFromWorkspace();
});

afterAll(async () => {
  for (const name of readdirSync(join(project, '.local'))) await stopServer(join(project, '.local', name));
  rmSync(base, { recursive: true, force: true });
});

/** What a user does: `PACKED_INSTALL=npm npx vitest run test/packed.test.ts` has the network. */
async function installFromRegistry() {
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];
  const options = { cwd: project, shell: process.platform === 'win32' };
  await run('npm', ['install', ...quietly, '../groundwork-migrator-0.1.0.tgz'], options);
}

/** The same folder without the network: what the tarball asks for and nothing else, as it lies in the workspace. */
function installFromWorkspace() {
  cpSync(join(base, 'package'), installed, { recursive: true });
  for (const name of Object.keys({ ...packed.dependencies, ...packed.optionalDependencies })) {
    link(join(PACKAGE, 'node_modules', name), join(project, 'node_modules', name));
  }
  const migrate = join(installed, packed.bin.migrate ?? '');
  chmodSync(migrate, 0o755);
  if (process.platform !== 'win32') link(migrate, join(project, 'node_modules/.bin/migrate'));
}

function link(target: string, path: string) {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

/** The command, as a shell finds it; Windows starts no file by its first line. */
function migrate(argv: readonly string[], url?: string) {
  const { INIT_CWD: _1, DATABASE_URL: _2, DIRECT_URL: _3, MIGRATE_DIR: _4, ...env } = process.env;
  const options = { cwd: project, env: url === undefined ? env : { ...env, DATABASE_URL: url } };
  return process.platform === 'win32'
    ? run(process.execPath, [join(installed, packed.bin.migrate ?? ''), ...argv], options)
    : run(join(project, 'node_modules/.bin/migrate'), argv, options);
}

test('it asks for published packages at exact versions, and for none of this workspace', () => {
  const asked = { ...packed.dependencies, ...packed.optionalDependencies };
  expect(Object.keys(asked)).toContain('postgres');
  expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
  expect(Object.keys(asked).filter((name) => name.startsWith('@groundwork/'))).toEqual([]);
  const { optionalDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'packages/local-postgres/package.json'), 'utf8'),
  );
  expect(Object.keys(packed.optionalDependencies)).toEqual(Object.keys(optionalDependencies));
});

test('npm, which would leave "catalog:" in it, is refused', async () => {
  const env = { ...process.env, npm_config_user_agent: AS_NPM };
  const packing = run(process.execPath, [join(PACKAGE, 'bin/prepack.mjs')], { env });
  await expect(packing).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('pack:migrator') });
});

test('the command migrates the database of a URL', async () => {
  const { url, sql } = await openDatabase();
  const { stdout } = await migrate(['--dir', 'migrations'], url);
  expect(stdout).toContain('✅ Completed: 0001_a.sql');
  expect(await sql`SELECT to_regclass('a')::text AS a`).toEqual([{ a: 'a' }]);
});

test('and without a URL an embedded one, found and made with what it brought', async () => {
  const { stdout } = await migrate([]);
  expect(stdout).toMatch(/for 127\.0\.0\.1:\d+\/postgres/);
  expect(stdout).toContain('✅ All migrations completed successfully!');
  // Grammar, catalog reader and shadow are found too.
  expect((await migrate(['drift'])).stdout).toContain('✅ No drift');
});

test("its README's example runs, and does what it says", async () => {
  const { url, sql } = await openDatabase();
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  writeFileSync(join(project, 'example.mjs'), example.replace("'drizzle'", "'migrations'"));
  const env = { ...process.env, DATABASE_URL: url };
  const { stdout } = await run(process.execPath, ['example.mjs'], { cwd: project, env });
  expect(
    stdout
      .replace(/\d+ ms/, '… ms')
      .trim()
      .split('\n'),
  ).toEqual(['0001_a.sql: 2 statements', '0001_a.sql took … ms', 'completed ', 'up to date']);
  expect(await sql`SELECT to_regclass('a')::text AS a`).toEqual([{ a: 'a' }]);
});

test('its types are complete, and say what is wrong', async () => {
  writeFileSync(
    join(project, 'typed.mts'),
    `import { createMigrator, type UpResult } from '@groundwork/migrator';
const result: UpResult = await createMigrator({ directory: 'migrations' }).up();
export const outcome: string = result.outcome;
createMigrator({ directory: 1 });
`,
  );
  const tsc = join(PACKAGE, 'node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom'];
  const checking = run(process.execPath, [tsc, ...flags, '--types', '', 'typed.mts'], { cwd: project });
  const { stdout } = await checking.then(
    () => expect.unreachable('a number is no folder'),
    (error) => error,
  );
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(
      /^typed\.mts\(4,18\): error TS2322: Type 'number' is not assignable to type 'string'/,
    ),
  ]);
});
