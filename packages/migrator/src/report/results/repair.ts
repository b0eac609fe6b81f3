import type { RepairAction } from '../../model/undo-result.ts';
import type { PrintResult } from '../reporter.ts';

/** What became of the history. */
export const printRepair: PrintResult<'repair'> = ({ outcome, action, migration }, paper) => {
  if (outcome === 'repaired') paper.out(`✅ ${migration} ${DONE[action]}`);
  else if (outcome === 'planned') paper.out('📝 Nothing was written');
  else if (outcome === 'declined') paper.out('Nothing was changed.');
  else paper.err('❌ Nothing was changed: see above why.');
};

const DONE: Readonly<Record<RepairAction, string>> = {
  accept: 'is accepted as it is on disk',
  forget: 'is forgotten: `migrate up` runs it if its file is there',
  resume: 'can go on: run `migrate up`',
  discard: 'counts as never begun; `migrate up` would run it',
};
