import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { cli, manyFiles, writeFolder } from '../folder.ts';
import { openDatabase, recordedFiles } from '../open-database.ts';
import { runProcess } from '../runner-process.ts';

const RUNNERS = 20;
const FILES = {
  ...manyFiles(12),
  '0012_count.sql': 'CREATE TABLE runs (id int); INSERT INTO runs VALUES (1);',
  '0013_index.sql': 'CREATE INDEX CONCURRENTLY t0003_later ON t0003 (name);\nINSERT INTO runs VALUES (2);',
};
const NAMES = Object.keys(FILES);

/** Of the files that are pushed the rows are there as well. */
const CHOICES = NAMES.slice(0, 8).flatMap((name) => ['--data', `${name}=skip`]);

const START: readonly [title: string, prepare: (url: string, sql: postgres.Sql) => Promise<unknown>][] = [
  ['empty', async () => {}],
  [
    'half-migrated',
    (url) =>
      cli(['up', '--dir', '.'], {
        url,
        cwd: writeFolder(Object.fromEntries(Object.entries(FILES).slice(0, 6))),
      }),
  ],
  ['pushed', (_url, sql) => sql.unsafe(Object.values(FILES).slice(0, 8).join('\n'))],
];

test.each(START)(
  `${RUNNERS} processes at once on a database that is %s: each file once, ${RUNNERS} × exit 0`,
  async (title, prepare) => {
    const { url, sql } = await openDatabase();
    await prepare(url, sql);
    const before = new Set(await recordedFiles(sql));
    const cwd = writeFolder(FILES);
    const runs = await Promise.all(
      Array.from({ length: RUNNERS }, () => runProcess(url, cwd, ['up', '--wait', '10m', ...CHOICES])),
    );
    expect(runs.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    expect((await recordedFiles(sql)).toSorted()).toEqual(NAMES);
    const ran = runs.flatMap(({ stdout }) =>
      [...stdout.matchAll(/^🚀 Running migration: (.*)$/gm)].map(([, name]) => name),
    );
    expect(ran.toSorted()).toEqual(NAMES.filter((name) => !before.has(name)));
    // What runs twice would be there twice.
    expect([...(await sql`SELECT count(*)::int FROM runs`)]).toEqual([{ count: 2 }]);
    process.stderr.write(`${title}: ${RUNNERS} runners, ${ran.length} files run, each once\n`);
  },
  600_000,
);
