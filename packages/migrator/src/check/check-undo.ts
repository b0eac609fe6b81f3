import { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { isBlocked, proveEachUndo } from '../undo/prove-undo.ts';
import type { CheckPart } from './check-part.ts';
import { count, judged, skipped } from './verdicts.ts';

/** What undoing each file would run leads back to the state before it. */
export const checkUndo: CheckPart = {
  name: 'undo',
  async check(work) {
    const shadow = await work.shadow();
    const { files: parsed, failure } = await work.files();
    return work.inTurn(async () => {
      const began = Date.now();
      const undone = parsed.map((file) => ({ parsed: file }));
      const steps = await proveEachUndo({ shadow, past: [], files: undone, showPath: work.showName }).catch(
        (error: unknown) => {
          if (error instanceof MigratorError && error.details.migration !== undefined) return undefined;
          throw error;
        },
      );
      if (steps === undefined || failure !== undefined) return skipped('the files do not replay');
      const findings: Finding[] = steps.flatMap((step) => (isBlocked(step) ? step.findings : []));
      const leaving = steps.filter(({ left }) => left.length > 0).length;
      const detail = [
        `${count(steps.length, 'file')} undone`,
        ...(leaving === 0 ? [] : [`${leaving} leave rows`]),
      ];
      return judged(detail.join(', '), findings, Date.now() - began);
    });
  },
};
