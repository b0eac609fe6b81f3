import type { PrintResult } from '../reporter.ts';

/** What was taken over from another tool. */
export const printImport: PrintResult<'import'> = ({ outcome, imported, from, findings }, paper) => {
  for (const name of imported) paper.out(`✅ ${name}  imported`);
  for (const each of findings) paper.finding(each);
  const files = `${imported.length} ${imported.length === 1 ? 'file' : 'files'}`;
  if (outcome === 'imported') paper.out(`✅ Imported ${files} from ${from.join(' and ')}; nothing was run.`);
  else paper.err('❌ Nothing was imported: the other history and the database do not agree.');
};
