import { describeKey } from '../../catalog/describe-key.ts';
import { showMending } from '../../catalog/mending-sql.ts';
import type { Catalog, FactKey } from '../../model/fact.ts';
import type { Finding, FindingCode } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';

export interface ConflictContext {
  readonly end: Catalog;
  readonly target: Catalog;
  readonly migration?: string;
  /** The statement that made the object, where one is known. */
  readonly at: Location | undefined;
}

/** One object that is not as the files leave it, with SQL that would bring it there. */
export async function describeConflict(
  code: FindingCode,
  key: FactKey,
  context: ConflictContext,
): Promise<Finding> {
  const object = describeKey(key);
  const expected = context.end.show(key) ?? 'absent';
  const found = context.target.show(key) ?? 'absent';
  return {
    code,
    severity: code === 'drift' ? 'warning' : 'blocker',
    ...(context.migration === undefined ? {} : { migration: context.migration }),
    ...(context.at === undefined ? {} : { at: context.at }),
    message: sentenceOf(code, object),
    object,
    expected,
    found,
    ...(await showMending(context.target, context.end, key)),
  };
}

function sentenceOf(code: FindingCode, object: string): string {
  switch (code) {
    case 'unexpected_object':
      return `The database has a ${object} that no file makes.`;
    case 'drift':
      return `The database has a ${object} that no file makes; it is left alone.`;
    case 'partial':
      return `The ${object} is not yet as the file leaves it.`;
    case 'not_proven':
      return `After the run the ${object} was not what the files say, so everything was rolled back.`;
    default:
      return `The ${object} is neither as the files leave it nor as it was before them.`;
  }
}
