import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type * as parser from '../src/sql/parser.ts';
import { cli, manyFiles, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const parsed: string[] = [];
vi.mock('../src/sql/parser.ts', async (load) => {
  const actual = await load<typeof parser>();
  return {
    ...actual,
    parseText: (text: string) => {
      parsed.push(text);
      return actual.parseText(text);
    },
  };
});

test('each pending file is parsed once, and a recorded one never', async () => {
  const { url } = await openDatabase();
  const files = manyFiles(20);
  const cwd = writeFolder(files);
  const run = async () => {
    parsed.length = 0;
    expect(await cli(['up', '--dir', '.'], { url, cwd })).toMatchObject({ exitCode: 0 });
    return [...parsed];
  };
  expect(await run()).toEqual(Object.values(files));
  expect(await run()).toEqual([]);
  writeFileSync(join(cwd, '0100_new.sql'), 'SELECT 1;');
  expect(await run()).toEqual(['SELECT 1;']);
  expect(await cli(['status', '--dir', '.'], { url, cwd })).toMatchObject({ exitCode: 0 });
  expect(parsed).toEqual(['SELECT 1;']);
});
