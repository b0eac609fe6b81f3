import type { FactRename } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';

/** An object that is as the files say but for its name, where names count. */
export function describeRename({ object, sql }: FactRename): Finding {
  return {
    code: 'drift',
    severity: 'blocker',
    message: `The ${object} has another name than the files give it.`,
    object,
    sql: [`${sql};`],
  };
}
