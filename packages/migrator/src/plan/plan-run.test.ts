import { describe, expect, test } from 'vitest';
import type { HistoryRow } from '../model/history.ts';
import type { Migration } from '../model/migration.ts';
import { pendingMigrations, planRun } from './plan-run.ts';

const migration = (name: string, checksum = name): Migration => ({
  name,
  checksum,
  path: `/migrations/${name}`,
  number: BigInt(name.slice(0, 4)),
});

const row = (filename: string, checksum: string | null = filename): HistoryRow => ({
  filename,
  checksum,
  executedAt: new Date(0),
  outcome: 'applied',
  statements: 1,
  statementsDone: 1,
  batch: 1,
  durationMs: 1,
  executedBy: 'postgres',
});

interface Case {
  readonly title: string;
  readonly disk: Migration[];
  readonly history: HistoryRow[];
  readonly outOfOrder?: boolean;
  readonly pending: string[];
  readonly blockers?: string[];
  readonly notices?: string[];
}

const CASES: Case[] = [
  {
    title: 'nothing recorded',
    disk: [migration('0001_a'), migration('0002_b')],
    history: [],
    pending: ['0001_a', '0002_b'],
  },
  {
    title: 'a prefix recorded',
    disk: [migration('0001_a'), migration('0002_b')],
    history: [row('0001_a')],
    pending: ['0002_b'],
  },
  { title: 'all recorded', disk: [migration('0001_a')], history: [row('0001_a')], pending: [] },
  {
    title: 'edited after it was applied',
    disk: [migration('0001_a', 'new')],
    history: [row('0001_a', 'old')],
    pending: [],
    blockers: ['edited 0001_a'],
  },
  {
    title: 'recorded without a checksum',
    disk: [migration('0001_a', 'new')],
    history: [row('0001_a', null)],
    pending: [],
  },
  {
    title: 'gone from disk',
    disk: [migration('0002_b')],
    history: [row('0001_a'), row('0002_b')],
    pending: [],
    blockers: ['deleted 0001_a'],
  },
  {
    title: 'renamed after it was applied',
    disk: [migration('0001_z', '0001_a'), migration('0002_b')],
    history: [row('0001_a'), row('0002_b')],
    pending: ['0001_z'],
    blockers: ['deleted 0001_a', 'out_of_order 0001_z'],
  },
  {
    title: 'older than the newest applied',
    disk: [migration('0001_a'), migration('0002_b'), migration('0003_c')],
    history: [row('0002_b')],
    pending: ['0001_a', '0003_c'],
    blockers: ['out_of_order 0001_a'],
  },
  {
    title: 'older, and allowed',
    disk: [migration('0001_a'), migration('0002_b')],
    history: [row('0002_b')],
    outOfOrder: true,
    pending: ['0001_a'],
    notices: ['out_of_order 0001_a'],
  },
];

describe('planRun', () => {
  test.each(CASES)(
    '$title',
    ({ disk, history, outOfOrder = false, pending, blockers = [], notices = [] }) => {
      const plan = planRun({ migrations: disk, findings: [], history, outOfOrder });
      expect(pendingMigrations(plan).map(({ name }) => name)).toEqual(pending);
      expect(plan.blockers.map((finding) => `${finding.code} ${finding.migration}`)).toEqual(blockers);
      expect(plan.notices.map((finding) => `${finding.code} ${finding.migration}`)).toEqual(notices);
    },
  );
});

test('a file that was filled in after it had run empty is to be forgotten, not put back', () => {
  const empty = { ...row('0001_a', 'old'), statements: 0 };
  const [told] = planRun({
    migrations: [migration('0001_a')],
    findings: [],
    history: [empty],
    outOfOrder: false,
  }).blockers;
  expect(told).toMatchObject({ code: 'edited', hint: expect.stringContaining('repair --forget 0001_a') });
});

test('a file that was renamed is known by its text, one that was also edited is not', () => {
  const told = (disk: Migration) =>
    planRun({ migrations: [disk], findings: [], history: [row('0001_a')], outOfOrder: false }).blockers[0];
  expect(told(migration('0001_z', '0001_a'))).toMatchObject({
    code: 'deleted',
    message: '0001_a is recorded as applied, but the file is gone; 0001_z has the same text.',
    hint: expect.stringContaining('`migrate repair --forget 0001_a`'),
  });
  expect(told(migration('0001_z'))?.message).toBe('0001_a is recorded as applied, but the file is gone.');
});
