import type { PrintResult } from '../reporter.ts';

/** Each difference, or that there is none. */
export const printDrift: PrintResult<'drift'> = (result, paper) => {
  for (const each of result.findings) paper.finding(each);
  paper.out(
    result.clean
      ? `✅ No drift ${paper.paint.dim(`(${result.compared} facts compared, ${result.target})`)}`
      : `${result.findings.length} ${result.findings.length === 1 ? 'difference' : 'differences'} ${paper.paint.dim(`(${result.compared} facts compared, ${result.target})`)}`,
  );
};
