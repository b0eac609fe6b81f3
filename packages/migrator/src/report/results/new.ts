import { relative } from 'node:path';
import type { PrintResult } from '../reporter.ts';

/** The path of the file to fill in. */
export const printNew: PrintResult<'new'> = ({ path }, paper) => {
  const below = relative(paper.cwd, path);
  paper.out(below.startsWith('..') ? path : below);
};
