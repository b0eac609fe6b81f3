import type { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { CheckPart } from './check-part.ts';
import { count, judged } from './verdicts.ts';

/** Every file runs from an empty database, in order. */
export const checkReplay: CheckPart = {
  name: 'replay',
  async check(work) {
    const { failure: unparsed } = await work.files();
    const { files, failure, tookMs, againMs } = await work.replayed();
    const ownMs = tookMs - againMs;
    const error = failure ?? unparsed;
    const of = work.folder.migrations.length;
    if (error === undefined) return judged(`${count(of, 'file')} from an empty database`, [], ownMs);
    return judged(`${files.length} of ${count(of, 'file')}`, [describeFailure(error)], ownMs);
  },
};

/** What did not run, as a finding: the file is at fault, not the world. */
function describeFailure({ message, details }: MigratorError): Finding {
  const { hint, at, migration, sqlstate, postgres } = details;
  const said = [
    ...(sqlstate === undefined ? [] : [`SQLSTATE ${sqlstate}`]),
    ...Object.values(postgres ?? {}),
  ];
  return {
    code: 'replay_failed',
    severity: 'blocker',
    message,
    ...(migration === undefined ? {} : { migration }),
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
    ...(said.length === 0 ? {} : { found: said.join('; ') }),
  };
}
