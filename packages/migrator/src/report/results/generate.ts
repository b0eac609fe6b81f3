import { relative } from 'node:path';
import type { PrintResult } from '../reporter.ts';

/** What was generated, and how much of it wants a look. */
export const printGenerate: PrintResult<'generate'> = ({ directory, created, findings }, paper) => {
  for (const each of findings) paper.finding(each);
  if (created.length === 0) {
    paper.out(`✅ No new file in ${below(directory, paper.cwd)}`);
    return;
  }
  for (const path of created) {
    paper.out(`📝 Generated: ${below(path, paper.cwd)}`);
  }
  if (findings.length === 0) return;
  const count = findings.length === 1 ? '1 thing' : `${findings.length} things`;
  paper.out(
    `⚠️  ${count} to look at before it runs; drizzle-kit makes no grants, triggers or functions: "migrate new" begins a file for them`,
  );
};

function below(path: string, cwd: string): string {
  const shown = relative(cwd, path);
  return shown === '' || shown.startsWith('..') ? path : shown;
}
