import type { Finding } from '../model/finding.ts';
import type { OldHistoryState } from '../model/history.ts';

/**
 * What is to be told of the table of the runner before this one, while there is no history of ours.
 * @param rows how many migrations it names.
 */
export function findOldHistory(state: OldHistoryState, rows: number): readonly Finding[] {
  const table = 'public.__manual_migrations';
  if (state === 'readable') {
    return [
      {
        code: 'history_to_take_over',
        severity: 'warning',
        message: `${table} names ${rows} executed ${rows === 1 ? 'migration' : 'migrations'}: "migrate up" takes them over first.`,
        hint: 'They count as executed below; nothing has been written.',
      },
    ];
  }
  if (state !== 'unknown') return [];
  return [
    {
      code: 'history_not_taken_over',
      severity: 'warning',
      message: `${table} is there, but not with the columns id, filename and executed_at: what it says is not taken over.`,
      hint: 'If it is the history of an earlier runner, give its columns these names first; otherwise rename the table.',
    },
  ];
}
