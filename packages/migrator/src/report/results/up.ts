import { formatError } from '../format-error.ts';
import type { PrintResult } from '../reporter.ts';

/** How a run ended; what happened in it was told by its events. */
export const printUp: PrintResult<'up'> = (result, paper) => {
  const different = result.findings.filter(({ code }) => code === 'skipped_differs').length;
  if (result.outcome === 'completed' && different === 0)
    paper.out('✅ All migrations completed successfully!');
  if (result.outcome === 'completed' && different > 0)
    paper.err(
      '⚠️  All files ran and are recorded, but what was there before is not what they say: see above.',
    );
  if (result.outcome === 'blocked') paper.err('❌ Nothing has run: mend the above first.');
  if (result.outcome === 'refused') {
    for (const each of result.findings) paper.finding(each);
    const asks = result.findings.every(
      ({ code, severity }) => code === 'data_question' || severity !== 'blocker',
    );
    const why = asks ? 'the above has to be answered first' : 'the database is not what the files say';
    paper.err(`❌ Nothing has run and nothing is recorded: ${why}.`);
  }
  if (result.error !== undefined) for (const line of formatError(result.error, paper.paint)) paper.err(line);
  const left = result.migrations.filter((migration) => migration.result === 'not_run').length;
  if (left > 0 && result.outcome === 'failed')
    paper.err(`   ${left} ${left === 1 ? 'file' : 'files'} after it did not run.`);
};
