import type { Finding } from '../model/finding.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { dataStatements } from '../sql/data-statements.ts';
import { locationOf } from '../sql/location-of.ts';
import type { CheckPart } from './check-part.ts';
import { NOT_RERUNNABLE } from './not-rerunnable.ts';
import { type Again, reasonOf } from './run-again.ts';
import { count, judged } from './verdicts.ts';

/** Each hand-written file can run twice: it is run a second time right after itself, and nothing changes. */
export const checkIdempotent: CheckPart = {
  name: 'idempotent',
  async check(work) {
    const { files, again, exempted, againMs } = await work.replayed();
    const twice = files.filter(({ name }) => again.has(name));
    const findings = twice.flatMap((file) => {
      const second = again.get(file.name);
      const allowed = file.allows.some(({ rule }) => rule === NOT_RERUNNABLE);
      return second === undefined || allowed ? [] : describeAgain(file, second);
    });
    const left = (['generated', 'settled'] as const).flatMap((reason) => {
      const number = exempted.filter((each) => each === reason).length;
      return number === 0 ? [] : [`, ${number} ${reason}`];
    });
    const empty = twice.reduce((sum, file) => sum + unprovenData(file, again.get(file.name)), 0);
    const unproven =
      empty === 0 ? '' : `; ${count(empty, 'data statement')} met an empty table: nothing to prove`;
    return judged(
      `${count(twice.length, 'hand-written file')} run twice${left.join('')}${unproven}`,
      findings,
      againMs,
    );
  },
};

/** Data statements whose table had no rows: a second run has nothing to change there. */
function unprovenData({ statements }: ParsedMigration, again: Again | undefined): number {
  const names = [...(again?.filled ?? [])].map((name) => name.replaceAll('"', ''));
  return dataStatements(statements).filter(({ table }) => {
    if (table === undefined) return true;
    const full = table.schema === undefined ? `.${table.name}` : `${table.schema}.${table.name}`;
    return !names.some((name) => (table.schema === undefined ? name.endsWith(full) : name === full));
  }).length;
}

const HINT =
  'Make it say the end rather than the way: IF NOT EXISTS, OR REPLACE, DROP … IF EXISTS before CREATE, ON CONFLICT. Where that can not be: `-- migrate: allow not-rerunnable` on top of the file.';

function describeAgain(file: ParsedMigration, { error, facts, rows }: Again): Finding[] {
  const base = { code: 'not_idempotent', severity: 'blocker', migration: file.name } as const;
  const top = locationOf(file);
  if (error !== undefined) {
    return [
      {
        ...base,
        at: error.details.at ?? top,
        message: `${file.name} can not run twice: ${reasonOf(error)}`,
        hint: HINT,
      },
    ];
  }
  return [
    ...facts.map(
      ({ object, expected, found }): Finding => ({
        ...base,
        at: top,
        object,
        message: `${file.name} changes the ${object} when it runs again.`,
        expected: expected ?? 'absent',
        found: found ?? 'absent',
        hint: HINT,
      }),
    ),
    ...rows.map(
      ({ table, before, after }): Finding => ({
        ...base,
        at: locationOf(file, firstWriting(file, table)),
        object: `table ${table}`,
        message: `${file.name} changes rows of ${table} when it runs again.`,
        expected: count(before, 'row'),
        found: after === before ? `${count(after, 'row')}, not the same ones` : count(after, 'row'),
        hint: HINT,
      }),
    ),
  ];
}

/** Where the file first writes to the table, as far as its text says so. */
function firstWriting({ statements }: ParsedMigration, table: string): Statement | undefined {
  const plain = table.replaceAll('"', '');
  return dataStatements(statements).find(
    (each) => each.table !== undefined && plain.endsWith(`.${each.table.name}`),
  )?.statement;
}
