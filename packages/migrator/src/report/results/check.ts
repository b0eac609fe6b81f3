import { checkVerdict } from '../check-lines.ts';
import type { PrintResult } from '../reporter.ts';

/** How it ended; each part was told by its event. */
export const printCheck: PrintResult<'check'> = (result, paper) => {
  const line = checkVerdict(result);
  if (result.outcome === 'clean') paper.out(line);
  else paper.err(line);
};
