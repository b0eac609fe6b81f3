import type { PrintResult } from '../reporter.ts';

/** What became of the history. */
export const printRepair: PrintResult<'repair'> = ({ outcome, action, migration }, paper) => {
  if (outcome === 'repaired')
    paper.out(`✅ ${migration} ${action === 'accept' ? 'is accepted as it is on disk' : 'is forgotten'}`);
  else if (outcome === 'planned') paper.out('📝 Nothing was written');
  else if (outcome === 'declined') paper.out('Nothing was changed.');
  else paper.err('❌ Nothing was changed: see above why.');
};
