import type { PrintResult } from '../reporter.ts';

/** What a push left to mend. */
export const printPush: PrintResult<'push'> = ({ mended, findings }, paper) => {
  for (const each of findings) paper.finding(each);
  paper.out(
    mended.length === 0
      ? '✅ Pushed'
      : `✅ Pushed, and ${mended.length} ${mended.length === 1 ? 'policy' : 'policies'} mended (drizzle-kit push drops USING/WITH CHECK)`,
  );
};
