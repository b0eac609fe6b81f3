import { relative } from 'node:path';
import type { PrintResult } from '../reporter.ts';

/** The path of the file that was written, or why there is none. */
export const printUndo: PrintResult<'undo'> = ({ outcome, undoes, created, findings }, paper) => {
  for (const each of findings) paper.finding(each);
  if (outcome === 'refused' || created === undefined) {
    paper.err(`❌ No migration was written: ${undoes} can not be undone as it is.`);
    return;
  }
  const below = relative(paper.cwd, created.path);
  paper.out(below.startsWith('..') ? created.path : below);
};
