import { expect, test } from 'vitest';
import type { HistoryRow } from '../model/history.ts';
import type { UndoSelection } from '../model/undo.ts';
import { selectRows } from './select-rows.ts';

const history = (...batches: readonly (number | null)[]): HistoryRow[] =>
  batches.map((batch, index) => ({
    filename: `000${index}_x.sql`,
    executedAt: new Date(0),
    checksum: null,
    outcome: 'applied',
    statements: 1,
    statementsDone: 1,
    batch,
    durationMs: 1,
    executedBy: 'postgres',
  }));

const CASES: readonly [batches: (number | null)[], selection: UndoSelection, first: number][] = [
  [[1, 1, 2, 2, 2], {}, 2],
  [[1], {}, 0],
  [[null, null, 3], {}, 2],
  [[], {}, 0],
  [[1, 1, 2], { step: 1 }, 2],
  [[1, 1, 2], { step: 2 }, 1],
  [[1, 1, 2], { step: 9 }, 0],
  [[null, null], { step: 1 }, 1],
  [[1, 1, 2], { to: '0000_x.sql' }, 1],
  [[1, 1, 2], { to: '0001_x' }, 2],
  [[1, 1, 2], { to: 'db/drizzle/0002_x.sql' }, 3],
];

test.each(CASES)('of the batches %j %j undoes those from %i on', (batches, selection, first) => {
  const rows = history(...batches);
  expect(selectRows(rows, selection)).toEqual(rows.slice(first));
});

test('without batches somebody has to say how many', () => {
  expect(() => selectRows(history(1, null), {})).toThrow(/kept no batches/);
  expect(() => selectRows(history(1), { to: '0009_y.sql' })).toThrow(/not recorded/);
});
