import { expect, test } from 'vitest';
import { losesValues } from './loses-values.ts';

test.each([
  ['integer', 'bigint'],
  ['integer', 'numeric(12,2)'],
  ['numeric(10,2)', 'numeric'],
  ['numeric(10,2)', 'numeric(14,4)'],
  ['character varying(10)', 'character varying(20)'],
  ['character varying(10)', 'character varying'],
  ['jsonb', 'text'],
  ['real', 'double precision'],
  ['timestamp(3) with time zone', 'timestamp(6) with time zone'],
])('%s fits into %s', (from, to) => {
  expect(losesValues(from, to)).toBe(false);
});

test.each([
  ['bigint', 'integer'],
  ['numeric', 'integer'],
  ['numeric(10,2)', 'numeric(10,1)'],
  ['numeric(10,2)', 'numeric(10,4)'],
  ['numeric', 'numeric(10,2)'],
  ['character varying(20)', 'character varying(10)'],
  ['text', 'character varying(10)'],
  ['timestamp with time zone', 'date'],
  ['json', 'jsonb'],
  ['public.mood', 'public.other'],
])('%s may not fit into %s', (from, to) => {
  expect(losesValues(from, to)).toBe(true);
});
