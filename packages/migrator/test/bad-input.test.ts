import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { cli, writeFolder } from './folder.ts';
import { openDatabase, withPort } from './open-database.ts';
import { openProxy } from './open-proxy.ts';
import { openRole } from './open-role.ts';

const FIRST = { '0001_a.sql': 'CREATE TABLE a (id int);' };

interface Files {
  readonly [name: string]: string | Buffer | ((path: string) => void);
}

/** A folder whose first file is fine, so that it would show if it ran. */
function folderOf(files: Files): string {
  const cwd = writeFolder(FIRST);
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'function') content(join(cwd, name));
    else writeFileSync(join(cwd, name), content);
  }
  return cwd;
}

/** Runs `up` for people and for programs: both say the same, with a next step and without the password. */
async function refusal(cwd: string, url: string, argv: readonly string[] = ['--dir', '.']) {
  const human = await cli(argv, { url, cwd });
  const json = await cli([...argv, '--json'], { url, cwd });
  expect(json.stderr).toEqual([]);
  const { error } = JSON.parse(json.stdout.at(-1) ?? '{}');
  const { message, hint, code, exitCode } = error ?? {};
  expect(message).toMatch(/^[\s\S]+\.$/);
  expect(hint).toMatch(/^[A-Z][\s\S]+/);
  expect(exitCode).toBe(human.exitCode);
  expect(json.exitCode).toBe(human.exitCode);
  const text = human.stderr.join('\n');
  for (const part of [`❌ ${message} [${code}`, `Next: ${hint.split('\n')[0]}`]) expect(text).toContain(part);
  const { password } = URL.canParse(url) ? new URL(url) : { password: 'hunter2' };
  for (const output of [...human.stdout, ...human.stderr, ...json.stdout]) {
    for (const secret of [password, decodeURIComponent(password)]) {
      if (secret !== '') expect(output).not.toContain(secret);
    }
  }
  return { code, exitCode, message, hint, at: error.at, error, stderr: human.stderr };
}

async function expectUntouched(sql: postgres.Sql): Promise<void> {
  expect(await sql`SELECT to_regclass('public.a') AS a, to_regnamespace('migrator') AS history`).toEqual([
    { a: null, history: null },
  ]);
}

const CASE_SENSITIVE = process.platform === 'linux';

/** What is wrong with the second file, and what is said of it. */
const BAD_FILES: readonly [title: string, files: Files, exitCode: 2 | 3, code: string, sentence: RegExp][] = [
  [
    'a directory named like a file',
    { '0002_b.sql': (path) => mkdirSync(path) },
    2,
    'file_unreadable',
    /is a folder/,
  ],
  [
    'a link to nothing',
    { '0002_b.sql': (path) => symlinkSync('nowhere.sql', path) },
    2,
    'file_unreadable',
    /link to nothing/,
  ],
  [
    'a link to itself',
    { '0002_b.sql': (path) => symlinkSync('0002_b.sql', path) },
    2,
    'file_unreadable',
    /leads back to itself/,
  ],
  // Unreadable for root as well, whom file modes do not stop.
  [
    'a file that cannot be read',
    { '0002_b.sql': (path) => symlinkSync('/proc/self/mem', path) },
    2,
    'file_unreadable',
    /cannot be read/,
  ],
  ['UTF-16', { '0002_b.sql': Buffer.from('\ufeffSELECT 1;', 'utf16le') }, 2, 'file_encoding', /UTF-16/],
  ['a NUL byte', { '0002_b.sql': 'SELECT \0;' }, 2, 'file_encoding', /NUL byte/],
  ['invalid UTF-8', { '0002_b.sql': Buffer.from([0x2d, 0x2d, 0xe4, 0x0a]) }, 2, 'file_encoding', /not UTF-8/],
  [
    'a file above 4 MB',
    { '0002_b.sql': `--${'x'.repeat(4 * 1024 * 1024)}` },
    2,
    'file_too_large',
    /4\.0 MB; a migration may have 4 MB/,
  ],
  ['a newline in a name', { '0002_\n✅.sql': '' }, 2, 'name_invalid', /control character/],
  ['a name without a number', { 'second.sql': '' }, 2, 'name_invalid', /does not begin with a number/],
  ['an ending in capitals', { '0002_b.SQL': '' }, 2, 'name_invalid', /lower case/],
  [
    'two names that differ in case only',
    { '0002_b.sql': '', '0002_B.sql': '' },
    2,
    'name_clash',
    /in case or accents/,
  ],
  [
    'two layouts at once',
    {
      b: (path) => {
        mkdirSync(path);
        writeFileSync(join(path, 'migration.sql'), '');
      },
    },
    2,
    'layout_unknown',
    /mixes two layouts/,
  ],
  [
    'an unknown directive',
    { '0002_b.sql': '-- migrate: faster\nSELECT 1;' },
    2,
    'directive_unknown',
    /no directive "faster"/,
  ],
  [
    'a duration that is none',
    { '0002_b.sql': '-- migrate: lock-timeout soon' },
    2,
    'directive_unknown',
    /takes a duration, not "soon"/,
  ],
  [
    'a syntax error',
    { '0002_b.sql': 'SELECT 1;\n  SELEC 2;' },
    3,
    'sql_syntax',
    /syntax error at or near "SELEC"/,
  ],
  [
    'a command of psql',
    { '0002_b.sql': 'SELECT 1;\n\\dt\n' },
    3,
    'sql_psql_command',
    /\\dt is a command of psql/,
  ],
  [
    'COPY FROM stdin with its rows',
    { '0002_b.sql': 'COPY a FROM stdin;\n1\n\\.\n' },
    3,
    'sql_copy_stdin',
    /COPY … FROM stdin/,
  ],
  [
    'COPY FROM stdin without',
    { '0002_b.sql': 'COPY a FROM stdin;' },
    3,
    'sql_copy_stdin',
    /COPY … FROM stdin/,
  ],
];

test.each(BAD_FILES.filter(([title]) => CASE_SENSITIVE || !title.includes('differ in case')))(
  '%s',
  async (_title, files, exitCode, code, sentence) => {
    const { url, sql } = await openDatabase();
    const found = await refusal(folderOf(files), url);
    expect(found).toMatchObject({ exitCode, code, message: expect.stringMatching(sentence) });
    await expectUntouched(sql);
  },
);

test('a syntax error has its place, its line and a caret', async () => {
  const { url } = await openDatabase();
  const { at, stderr } = await refusal(folderOf({ '0002_b.sql': 'SELECT 1;\n  SELEC 2;' }), url);
  expect(at).toEqual({ file: '0002_b.sql', line: 2, column: 3, source: '  SELEC 2;', caret: 2 });
  expect(stderr.slice(1, 4)).toEqual(['   0002_b.sql:2:3', '   2 │   SELEC 2;', '     │   ^']);
});

test('a run-time error: place, SQLSTATE, hint and detail, but no row', async () => {
  const { url, sql } = await openDatabase();
  await sql`CREATE TABLE people (id int PRIMARY KEY, email text)`;
  await sql`INSERT INTO people VALUES (1, 'bob@example.com'), (2, 'bob@example.com')`;
  const cases: [string, object][] = [
    [
      'SELECT 1;\nSELECT emial FROM people;',
      {
        sqlstate: '42703',
        at: { line: 2, column: 8 },
        postgres: { hint: expect.stringContaining('"people.email"') },
      },
    ],
    [
      'CREATE UNIQUE INDEX ON people (email);',
      { sqlstate: '23505', at: { line: 1 }, postgres: { detail: 'Key (email)=(…) is duplicated.' } },
    ],
  ];
  for (const [text, expected] of cases) {
    const { error, code, exitCode, stderr } = await refusal(writeFolder({ '0001_x.sql': text }), url);
    expect({ code, exitCode }).toEqual({ code: 'statement_failed', exitCode: 3 });
    expect(error).toMatchObject(expected);
    expect(stderr.join('\n')).not.toContain('bob@');
    expect(await sql`SELECT count(*)::int FROM migrator.__manual_migrations`).toEqual([{ count: 0 }]);
  }
});

test.each([
  ['only comments', { '0002_b.sql': '-- nothing yet\n/* nothing */' }],
  ['an empty file', { '0002_b.sql': '' }],
  [
    'a link to a file',
    {
      '0002_b.sql': (path: string) => {
        writeFileSync(`${path}.target`, 'SELECT 1;');
        symlinkSync(`${path}.target`, path);
      },
    },
  ],
  ['quotes in a name', { '0002_it\'s "b" $1 \\ %s.sql': 'SELECT 1;' }],
  ['a name of 255 bytes', { [`0002_${'b'.repeat(246)}.sql`]: 'SELECT 1;' }],
  ['\\restrict of newer dumps', { '0002_b.sql': '\\restrict x1\nSELECT 1;\n\\unrestrict x1\n' }],
  ['BOM and CRLF', { '0002_b.sql': '\ufeffSELECT 1;\r\nSELECT 2;\r\n' }],
] satisfies [string, Files][])('%s is no fault', async (_title, files) => {
  const { url, sql } = await openDatabase();
  const cwd = folderOf(files);
  expect(await cli(['--dir', '.'], { url, cwd })).toMatchObject({ exitCode: 0, stderr: [] });
  const rows = await sql`SELECT filename FROM migrator.__manual_migrations ORDER BY id`;
  expect(rows.map(({ filename }) => filename)).toEqual(['0001_a.sql', ...Object.keys(files)]);
});

test.each([
  ['no folder', ['--dir', 'nowhere'], 'folder_missing', /There is no folder nowhere/],
  ['a file in place of a folder', ['--dir', '0001_a.sql'], 'folder_missing', /is a file, not a folder/],
  ['an empty folder', ['--dir', 'empty'], 'folder_empty', /The folder empty is empty/],
  [
    'an env file that is not there',
    ['--dir', '.', '--env-file', 'nowhere.env'],
    'config_env_file',
    /nowhere\.env cannot be read/,
  ],
  ['a duration without a unit', ['--dir', '.', '--wait', '5'], 'usage', /--wait "5" is no duration/],
  [
    'a duration longer than Postgres keeps',
    ['--dir', '.', '--lock-timeout', '600h'],
    'usage',
    /--lock-timeout "600h" is no duration/,
  ],
] as const)('%s', async (_title, argv, code, sentence) => {
  const { url, sql } = await openDatabase();
  const cwd = folderOf({ empty: (path) => mkdirSync(path) });
  const found = await refusal(cwd, url, argv);
  expect(found).toMatchObject({ exitCode: 2, code, message: expect.stringMatching(sentence) });
  await expectUntouched(sql);
});

test.each([
  ['no URL at all', 'nonsense', 'config_url_invalid', /DATABASE_URL is not a URL/],
  ["the API's URL", 'https://hunter2.supabase.co', 'config_url_invalid', /is the API's URL/],
  [
    'an unknown parameter',
    'postgres://u:hunter2@localhost/db?colour=red',
    'config_url_invalid',
    /parameter "colour"/,
  ],
  [
    'a pooler in transaction mode',
    'postgres://u:hunter2@x.pooler.supabase.com:6543/postgres',
    'pooler_transaction_mode',
    /transaction mode/,
  ],
  // 1 is a port nobody listens at.
  [
    'a port nobody listens at',
    'postgres://u:hunter2@127.0.0.1:1/db',
    'connection_refused',
    /Nothing listens at 127\.0\.0\.1:1/,
  ],
  [
    'an unknown host',
    'postgres://u:hunter2@db.invalid/db?connect_timeout=5',
    'connection_host_unknown',
    /host name db\.invalid is not known/,
  ],
])('%s', async (_title, url, code, sentence) => {
  const found = await refusal(folderOf({}), url);
  expect(found).toMatchObject({ exitCode: 2, code, message: expect.stringMatching(sentence) });
});

test('a wrong password', async () => {
  const { url, sql } = await openDatabase();
  const wrong = new URL(url);
  wrong.password = 'hunter2%40';
  const found = await refusal(folderOf({}), wrong.href);
  expect(found).toMatchObject({ exitCode: 2, code: 'connection_password', error: { sqlstate: '28P01' } });
  await expectUntouched(sql);
});

test('an unknown database', async () => {
  const { url } = await openDatabase();
  const wrong = new URL(url);
  wrong.pathname = '/nowhere';
  const found = await refusal(folderOf({}), wrong.href);
  expect(found).toMatchObject({
    exitCode: 2,
    code: 'connection_database',
    message: expect.stringContaining('"nowhere"'),
  });
});

/** What a role may not do, and what is said of it. */
const BAD_ROLES: readonly [title: string, sql: (role: string, database: string) => string, code: string][] = [
  [
    'a read-only server',
    (role) => `ALTER ROLE ${role} SET default_transaction_read_only = on`,
    'server_read_only',
  ],
  [
    'a read-only database',
    (_, database) => `ALTER DATABASE "${database}" SET default_transaction_read_only = on`,
    'server_read_only',
  ],
  ['no right to create', () => '', 'server_no_create'],
  [
    'too many connections of a role',
    (role) => `ALTER ROLE ${role} CONNECTION LIMIT 0`,
    'connection_too_many',
  ],
  [
    'too many connections of a database',
    (_, database) => `ALTER DATABASE "${database}" CONNECTION LIMIT 0`,
    'connection_too_many',
  ],
  ['a role that may not log in', (role) => `ALTER ROLE ${role} NOLOGIN`, 'connection_password'],
  [
    'no right to connect',
    (_, database) => `REVOKE CONNECT ON DATABASE "${database}" FROM PUBLIC`,
    'connection_failed',
  ],
];

test.each(BAD_ROLES)('%s', async (_title, text, code) => {
  const { url, admin, role, database } = await openRole();
  await admin.unsafe(text(role, database.name));
  const found = await refusal(folderOf({}), url);
  expect(found).toMatchObject({ exitCode: 2, code });
  await expectUntouched(admin);
});

test('no right to look into the history that is there', async () => {
  const { url, database } = await openRole();
  const cwd = folderOf({});
  expect((await cli(['--dir', '.'], { url: database.url, cwd })).exitCode).toBe(0);
  expect(await refusal(cwd, url)).toMatchObject({ exitCode: 2, code: 'history_unreadable' });
});

/** A server of its own on loopback, that does with each connection what `serve` says. */
async function listen(serve: (socket: Socket) => void): Promise<string> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `postgres://u:hunter2@127.0.0.1:${port}/db?connect_timeout=1`;
}

/** What listens, and what is said of it. */
const BAD_SERVERS: readonly [
  title: string,
  serve: (socket: Socket) => void,
  code: string,
  sentence: RegExp,
][] = [
  [
    'a server that accepts and hangs up',
    (socket) => socket.destroy(),
    'connection_failed',
    /accepts connections and closes them/,
  ],
  [
    'one that hangs up when it is spoken to',
    (socket) => socket.once('data', () => socket.end()),
    'connection_failed',
    /accepts connections and closes them/,
  ],
  ['one that never answers', () => {}, 'connection_timeout', /did not answer in time/],
  [
    'a web server',
    (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'connection_not_postgres',
    /does not speak Postgres/,
  ],
  [
    'an SSH server',
    (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'),
    'connection_not_postgres',
    /does not speak Postgres/,
  ],
  [
    'a server that answers an error at once',
    (socket) => socket.once('data', () => socket.end(ERROR)),
    'connection_failed',
    /the database system is starting up/,
  ],
];
const ERROR = Buffer.from('E\0\0\0\x4cSFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0R\0\0');
ERROR.writeUInt32BE(ERROR.length - 1, 1);

test.each(BAD_SERVERS)('%s', async (_title, serve, code, sentence) => {
  const found = await refusal(folderOf({}), await listen(serve));
  expect(found).toMatchObject({ exitCode: 2, code, message: expect.stringMatching(sentence) });
});

test('TLS where the server has none', async () => {
  const { url } = await openDatabase();
  const found = await refusal(folderOf({}), `${url}?sslmode=require`);
  expect(found).toMatchObject({ exitCode: 2, code: 'connection_tls' });
});

test('a server that goes away while a file runs', async () => {
  const { url, sql } = await openDatabase();
  const cwd = folderOf({ '0002_b.sql': 'CREATE TABLE b (id int);\nSELECT pg_sleep(30);' });
  const end = async () => {
    for (;;) {
      const ended = await sql`SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep') AS sleeping`;
      if (ended.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const [run] = await Promise.all([cli(['--dir', '.'], { url, cwd }), end()]);
  expect(run.exitCode).toBe(3);
  expect(run.stderr.join(' ')).toMatch(
    /while 0002_b\.sql ran.*\[connection_lost.*Next: Run the same command again/,
  );
  expect(await sql`SELECT filename, to_regclass('b') AS b FROM migrator.__manual_migrations`).toEqual([
    { filename: '0001_a.sql', b: null },
  ]);
});

test('a connection that is cut before the first answer', async () => {
  const { url, sql } = await openDatabase();
  const proxy = await openProxy(Number(new URL(url).port), { cutWhen: () => true });
  onTestFinished(() => proxy.close());
  const found = await refusal(folderOf({}), `${withPort(url, proxy.port)}?connect_timeout=1`);
  expect(found.exitCode).toBe(2);
  expect(found.code).toMatch(/^connection_/);
  await expectUntouched(sql);
});
