import { formatError } from '../format-error.ts';
import type { PrintResult } from '../reporter.ts';

/** How a rollback ended; what it was about to do was told by its events. */
export const printRollback: PrintResult<'rollback'> = ({ outcome, migrations, findings, error }, paper) => {
  const files = `${migrations.length} ${migrations.length === 1 ? 'file' : 'files'}`;
  switch (outcome) {
    case 'rolled_back':
      paper.out(
        `✅ Rolled back ${files}; the database is as if ${migrations.length === 1 ? 'it' : 'they'} had never run, and \`migrate up\` runs ${migrations.length === 1 ? 'it' : 'them'} again`,
      );
      break;
    case 'planned':
      paper.out(`📝 ${files} would be rolled back; nothing was written`);
      break;
    case 'nothing':
      paper.out('✅ Nothing to roll back');
      break;
    case 'declined':
      paper.out('Nothing was rolled back.');
      break;
    case 'failed':
      for (const each of findings) if (each.code === 'not_proven') paper.finding(each);
      if (error !== undefined) for (const line of formatError(error, paper.paint)) paper.err(line);
      break;
    default:
      paper.err('❌ Nothing was rolled back: see above why.');
  }
};
