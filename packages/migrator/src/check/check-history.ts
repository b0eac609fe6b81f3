import type { CheckPart } from './check-part.ts';
import { count, judged } from './verdicts.ts';

/** The folder's own records agree with its files; where a URL is set, so does the history there. */
export const checkHistory: CheckPart = {
  name: 'history',
  async check(work) {
    const { folder } = work;
    const kept = folder.layout === 'drizzle' ? 'journal and disk' : 'names on disk';
    const history = await work.history();
    if (history === undefined) {
      const detail = `${kept}; no URL is set, so no database's history`;
      return judged(detail, folder.findings);
    }
    const { target, recorded, findings } = history;
    return judged(`${kept}, and ${count(recorded.length, 'row')} of ${target}`, findings);
  },
};
