import { formatPlan } from '../format-plan.ts';
import type { PrintResult } from '../reporter.ts';

/** What would run. */
export const printPlan: PrintResult<'plan'> = (result, paper) => {
  for (const each of result.findings) paper.finding(each);
  for (const line of formatPlan(result, paper.paint)) paper.out(line);
};
