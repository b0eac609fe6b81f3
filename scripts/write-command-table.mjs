#!/usr/bin/env node
// Writes the table of commands in README.md, from what the commands say of themselves.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandTable } from './command-table.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = join(root, 'README.md');
const readme = await readFile(path, 'utf8');
const written = readme.replace(
  /(<!-- commands -->\n)[\s\S]*?(<!-- \/commands -->)/,
  `$1${(await commandTable(root)).replaceAll('$', '$$$$')}\n$2`,
);
if (written !== readme) await writeFile(path, written);
