import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findWorkspaceRoot } from './find-workspace-root.ts';

test('the workspace root is the nearest folder with a mark, upward; else where one is', () => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'local-postgres-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const inner = join(top, 'outer', 'packages', 'inner');
  mkdirSync(inner, { recursive: true });
  expect(findWorkspaceRoot(inner)).toBe(inner);
  mkdirSync(join(top, 'outer', '.git'));
  expect(findWorkspaceRoot(inner)).toBe(join(top, 'outer'));
  writeFileSync(join(top, 'outer', 'packages', 'pnpm-workspace.yaml'), '');
  expect(findWorkspaceRoot(inner)).toBe(join(top, 'outer', 'packages'));
  expect(findWorkspaceRoot(join(inner, 'not', 'made', 'yet'))).toBe(join(top, 'outer', 'packages'));
});
