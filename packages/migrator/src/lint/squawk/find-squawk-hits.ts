import type { ParsedMigration } from '../../model/statement.ts';
import type { RuleHit } from '../apply-allows.ts';
import { runSquawk, type SquawkViolation } from './run-squawk.ts';

/** What squawk finds in the migrations, and in words what it could not look at. */
export interface SquawkHits {
  /** By the migration's name. */
  readonly hits: ReadonlyMap<string, readonly RuleHit[]>;
  /** Why there are none at all. */
  readonly missing?: string;
  /** Names of migrations squawk's own grammar does not understand. */
  readonly unread: readonly string[];
}

export async function findSquawkHits(
  migrations: readonly ParsedMigration[],
  program: string | undefined,
): Promise<SquawkHits> {
  const result = await runSquawk(
    migrations.map(({ text }) => text),
    program,
  );
  if ('missing' in result) return { hits: new Map(), unread: [], missing: result.missing };
  const hits = new Map<string, RuleHit[]>();
  const unread = new Set<string>();
  for (const violation of result.violations) {
    const migration = migrations[violation.text];
    if (migration === undefined) continue;
    // Postgres's own grammar has read it: what squawk calls an error there is a gap of squawk's.
    if (violation.rule === 'syntax-error') unread.add(migration.name);
    else hits.set(migration.name, [...(hits.get(migration.name) ?? []), toHit(migration, violation)]);
  }
  return { hits, unread: [...unread] };
}

function toHit({ name, text, statements }: ParsedMigration, violation: SquawkViolation): RuleHit {
  const { rule, message, help } = violation;
  const offset = offsetOf(text, violation);
  const statement = statements.findLastIndex(({ start }) => start <= offset);
  const advice = help?.trim() ?? `Where it is meant, write "-- migrate: allow ${rule}: why" above it.`;
  return {
    rule,
    migration: name,
    statement: Math.max(0, statement),
    offset,
    message: message.trim(),
    hint: `${advice} More: https://squawkhq.com/docs/${rule}`,
  };
}

/** Squawk counts lines from 0 and columns in bytes. */
function offsetOf(text: string, { line, column }: SquawkViolation): number {
  let start = 0;
  for (let passed = 0; passed < line; passed++) start = text.indexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  const bytes = Buffer.from(text.slice(start, end === -1 ? text.length : end)).subarray(0, column);
  return start + bytes.toString('utf8').length;
}
