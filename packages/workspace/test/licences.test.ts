import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const REPOSITORY = join(import.meta.dirname, '../../..');

/** Ask for nothing but their text kept with a copy, or for less. */
const PERMISSIVE = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MIT-0'],
  ...['MIT OR Apache-2.0', '(Apache-2.0 OR MIT)', 'Unlicense'],
]);

/** One package of several that hold the same for different machines. */
const MACHINE = /-linux(musl)?-x64(-gnu|-musl)?$/;

// Which packages are installed, and the licence of some, depends on the machine: the page is about this one.
const described = process.platform === 'linux' && process.arch === 'x64';

const listed: Readonly<Record<string, readonly { readonly name: string }[]>> = JSON.parse(
  execFileSync(
    process.execPath,
    [join(REPOSITORY, 'node_modules/pnpm/bin/pnpm.mjs'), '-r', 'licenses', 'list', '--json'],
    { cwd: REPOSITORY, encoding: 'utf8', maxBuffer: 2 ** 26 },
  ),
);
const installed = Object.entries(listed).map(([licence, packages]) => ({
  licence,
  names: [...new Set(packages.map(({ name }) => name.replace(MACHINE, '')))].toSorted(),
}));

const table = [
  ...readFileSync(join(REPOSITORY, 'docs/licences.md'), 'utf8').matchAll(
    /^\| ([^|]+) \| (\d+) \| ([^|]*) \|$/gm,
  ),
].map(([, licence = '', count = '', words = '']) => ({
  licence,
  count: Number(count),
  names: [...words.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
}));

test.runIf(described)('each licence stands in docs/licences.md, and no other', () => {
  expect(installed.length).toBeGreaterThan(5);
  expect(table.map(({ licence }) => licence).toSorted()).toEqual(
    installed.map(({ licence }) => licence).toSorted(),
  );
});

test.runIf(described)('a package that asks for more than its text stands there by name', () => {
  const asking = installed.filter(({ licence }) => !PERMISSIVE.has(licence));
  expect(asking.map(({ licence }) => licence)).toContain('LGPL-3.0-or-later');
  for (const { licence, names } of asking)
    expect(table.find((row) => row.licence === licence)?.names, licence).toEqual(names);
});

test.runIf(described)('so many of each', () => {
  expect(Object.fromEntries(table.map(({ licence, count }) => [licence, count]))).toEqual(
    Object.fromEntries(installed.map(({ licence, names }) => [licence, names.length])),
  );
});
