import { formatError } from '../format-error.ts';
import type { PrintResult } from '../reporter.ts';

/** How a run ended; what happened in it was told by its events. */
export const printUp: PrintResult<'up'> = (result, paper) => {
  if (result.outcome === 'completed') paper.out('✅ All migrations completed successfully!');
  if (result.outcome === 'blocked') paper.err('❌ Nothing has run: mend the above first.');
  if (result.outcome === 'refused') {
    for (const each of result.findings) paper.finding(each);
    paper.err('❌ Nothing has run and nothing is recorded: the database is not what the files say.');
  }
  if (result.error !== undefined) for (const line of formatError(result.error, paper.paint)) paper.err(line);
  const left = result.migrations.filter((migration) => migration.result === 'not_run').length;
  if (left > 0 && result.outcome === 'failed')
    paper.err(`   ${left} ${left === 1 ? 'file' : 'files'} after it did not run.`);
};
