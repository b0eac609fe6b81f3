import { expect, test } from 'vitest';
import { createMigrator } from '../../src/index.ts';
import { manyFiles, writeFolder } from '../folder.ts';
import { openDatabase } from '../open-database.ts';

test('2,000 files: planned, applied, and skipped, each once', async () => {
  const { url } = await openDatabase();
  const files = manyFiles(2_000);
  const started: string[] = [];
  const migrator = createMigrator({
    directory: writeFolder(files),
    url,
    onEvent: (event) => event.type === 'started' && started.push(event.migration),
  });
  const { migrations } = await migrator.plan();
  expect(migrations.map(({ name }) => name)).toEqual(Object.keys(files));
  expect(migrations.reduce((count, { statements }) => count + statements.length, 0)).toBe(8_000);
  // What a plan keeps of a statement does not grow with the statement.
  expect(
    Math.max(...migrations.flatMap(({ statements }) => statements.map(({ summary }) => summary.length))),
  ).toBeLessThan(101);
  await migrator.up();
  expect(started).toEqual(Object.keys(files));
  const { migrations: again } = await migrator.up();
  expect(again.filter(({ result }) => result === 'skipped')).toHaveLength(2_000);
  expect(started).toHaveLength(2_000);
  expect((await migrator.status()).clean).toBe(true);
});
