import type postgres from 'postgres';
import { expect } from 'vitest';
import { cli, manyFiles } from './folder.ts';
import { countTables, filesInEffect, recordedFiles } from './open-database.ts';

/** A folder that takes a while. */
export const FILES = manyFiles(240);
export const NAMES = Object.keys(FILES);

/** What is recorded is a prefix of the folder, and exactly that is in effect. @returns how many files that is. */
export async function expectWholePrefix(sql: postgres.Sql): Promise<number> {
  const recorded = await recordedFiles(sql);
  expect(recorded).toEqual(NAMES.slice(0, recorded.length));
  expect(await filesInEffect(sql)).toEqual(recorded);
  expect(await countTables(sql)).toBe(recorded.length);
  return recorded.length;
}

/** One more run ends it. */
export async function expectFinished(sql: postgres.Sql, url: string, cwd: string): Promise<void> {
  const run = await cli(['--dir', '.'], { url, cwd });
  expect(run).toMatchObject({ exitCode: 0, stderr: [] });
  expect(await expectWholePrefix(sql)).toBe(NAMES.length);
}
