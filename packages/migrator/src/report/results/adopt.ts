import { adoptionLine } from '../adoption-lines.ts';
import type { PrintResult } from '../reporter.ts';

/** One line a migration with its verdict, and what stands in the way. */
export const printAdopt: PrintResult<'adopt'> = (result, paper) => {
  for (const migration of result.migrations) {
    paper.out(adoptionLine(migration));
    for (const sql of migration.mends) paper.out(`   ${paper.paint.dim(`${sql};`)}`);
    for (const [place, reason] of Object.entries(migration.data))
      paper.out(`   ${paper.paint.dim(`${place}: ${reason}`)}`);
  }
  for (const each of result.findings) paper.finding(each);
  const recorded = result.recorded.length;
  if (result.outcome === 'refused')
    paper.err('❌ This database is not what the files say: nothing was recorded.');
  else if (result.outcome === 'recorded') {
    paper.out(
      `✅ Recorded ${recorded} ${recorded === 1 ? 'file' : 'files'} that ${recorded === 1 ? 'is' : 'are'} in effect; nothing was run.`,
    );
  } else if (result.migrations.length === 0)
    paper.out('✅ Every file is recorded: there is nothing to adopt.');
  else paper.out('Nothing was written. `migrate up` does what stands above, and proves the result.');
};
