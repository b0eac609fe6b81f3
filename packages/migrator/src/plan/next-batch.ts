import type { HistoryRow } from '../model/history.ts';

/** The number under which a run records what it does. Pure. */
export function nextBatch(history: readonly HistoryRow[]): number {
  return Math.max(0, ...history.map(({ batch }) => batch ?? 0)) + 1;
}
