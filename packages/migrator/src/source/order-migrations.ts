import type { Finding } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';

/** Sorted by number, by value; the same number by name, in code-unit order, which no locale changes. */
export function orderMigrations(migrations: readonly Migration[]): readonly Migration[] {
  return [...migrations].sort((a, b) => compare(a.number, b.number) || compare(a.name, b.name));
}

/** One finding for each number that more than one migration has; `migrations` in order. */
export function findDuplicateNumbers(migrations: readonly Migration[]): readonly Finding[] {
  const byNumber = new Map<bigint, string[]>();
  for (const { number, name } of migrations) byNumber.set(number, [...(byNumber.get(number) ?? []), name]);
  return [...byNumber].flatMap(([number, names]): Finding[] => {
    if (names.length < 2) return [];
    return [
      {
        code: 'duplicate_number',
        severity: 'warning',
        migration: names[1] ?? '',
        message: `${names.join(' and ')} have the same number ${number}: they run in the order of their names.`,
        hint: 'Give the later one a number of its own, as long as it has not been applied anywhere.',
      },
    ];
  });
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
