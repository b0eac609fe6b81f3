import { showDifference } from '../catalog/compare-catalogs.ts';
import { quotePath } from '../catalog/quote-name.ts';
import type { FactDifference } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { UndoLoss } from '../model/undo.ts';

/** Where the inverse of a migration is looked for, as people write it. */
export function downNameOf(migration: string): string {
  return migration.endsWith('.sql') ? migration.replace(/\.sql$/, '.down.sql') : `${migration}/down.sql`;
}

/** How SQL that was made for a migration, and lies in no file, is named. */
export function generatedName(migration: string): string {
  return `${migration} (generated inverse)`;
}

/** A file whose undoing can not be generated. */
export function noInverse(
  migration: string,
  why: string,
  difference?: FactDifference,
  at?: Location,
): Finding {
  return {
    code: 'no_inverse',
    severity: 'blocker',
    migration,
    message: `${migration} can not be undone by generated SQL: ${why}.`,
    hint: `Write what undoes it into ${downNameOf(migration)}, and run the same command again.`,
    ...(at === undefined ? {} : { at }),
    ...(difference === undefined ? {} : showDifference(difference)),
  };
}

/** An inverse written by hand that does not lead back to where its file started. */
export function downDiffers(migration: string, difference: FactDifference): Finding {
  return {
    code: 'down_differs',
    severity: 'warning',
    migration,
    message: `${downNameOf(migration)} leaves the ${difference.object} other than it was before ${migration}.`,
    ...showDifference(difference),
  };
}

/** All files go back in one transaction, so that a rollback is whole or not at all. */
export function downOutside(migration: string, reason: string | undefined, at: Location): Finding {
  return {
    code: 'down_failed',
    severity: 'blocker',
    migration,
    at,
    message: `${downNameOf(migration)} can not run in the one transaction of a rollback: ${reason ?? 'it ends it'}.`,
    hint: 'Write it without CONCURRENTLY, BEGIN and COMMIT.',
  };
}

/** What the file itself dropped comes back empty. */
export function rowsNotRestored(migration: string, dropped: readonly UndoLoss[]): Finding[] {
  return dropped.map((loss) => ({
    code: 'rows_not_restored',
    severity: 'warning',
    migration,
    message: `${migration} dropped ${nameOfLoss(loss)}: its definition comes back, what it held does not.`,
  }));
}

/** `table public.notes`, `column phone of table public.profiles`. */
export function nameOfLoss({ schema, table, column }: UndoLoss): string {
  const name = `table ${quotePath([schema, table])}`;
  return column === undefined ? name : `column ${quotePath([column])} of ${name}`;
}
