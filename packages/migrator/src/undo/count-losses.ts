import { quoteAlways, quotePathAlways } from '../catalog/quote-name.ts';
import type { Finding } from '../model/finding.ts';
import type { Session } from '../model/ports.ts';
import type { DataLoss, UndoLoss } from '../model/undo.ts';
import { nameOfLoss } from './describe-undo.ts';

/**
 * What is really lost on this database: the rows of each table, and the values (not NULL) of each column. What holds
 * nothing is left out.
 */
export async function countLosses(session: Session, losses: readonly UndoLoss[]): Promise<DataLoss[]> {
  const counted: DataLoss[] = [];
  for (const loss of losses) {
    const what = loss.column === undefined ? '*' : quoteAlways(loss.column);
    const [rows] = await session.run(
      `SELECT pg_catalog.count(${what})::text AS rows FROM ${quotePathAlways([loss.schema, loss.table])}`,
    );
    const count = Number(rows?.[0]?.rows ?? 0);
    if (count > 0) counted.push({ ...loss, rows: count });
  }
  return counted;
}

/** A loss as a finding, which blocks unless it is allowed. */
export function describeLoss(loss: DataLoss, allowed: boolean): Finding {
  const { migration, column, narrowed, rows } = loss;
  const what = nameOfLoss(loss);
  const count = (noun: string) => `${rows} ${noun}${rows === 1 ? '' : 's'}`;
  const does = narrowed
    ? `gives ${what} a narrower type, which may not hold its ${count('value')}`
    : column === undefined
      ? `drops ${what} with ${count('row')}`
      : `drops ${what} with ${count('value')}`;
  return {
    code: 'data_loss',
    severity: allowed ? 'warning' : 'blocker',
    migration,
    message: `Undoing ${migration} ${does}.`,
    ...(allowed ? {} : { hint: 'Save what is needed, then let it with --allow-data-loss.' }),
  };
}
