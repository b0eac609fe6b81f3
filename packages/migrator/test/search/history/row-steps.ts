import { type Draft, LITERALS, next, type Table, withColumn, withTable } from './draft.ts';

export function insert(draft: Draft): string | undefined {
  return withTable(draft, ({ name }) => `INSERT INTO public.${name} (id) VALUES (${next(draft)});`);
}

export function seed(draft: Draft): string | undefined {
  return withTable(
    draft,
    ({ name }) => `INSERT INTO public.${name} (id) VALUES (${draft.random(5)}) ON CONFLICT DO NOTHING;`,
  );
}

export function update(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => updateText(draft, table, column));
}

export function backfill(draft: Draft): string | undefined {
  return withColumn(draft, ({ name, columns }, column) =>
    [
      `UPDATE public.${name} SET ${column} = ${LITERALS[columns.get(column) ?? '']} WHERE ${column} IS NULL;`,
      `ALTER TABLE public.${name} ALTER COLUMN ${column} SET ${draft.random(2) === 0 ? 'NOT NULL' : 'STATISTICS 50'};`,
    ].join('\n'),
  );
}

export function remove(draft: Draft): string | undefined {
  return withTable(draft, ({ name }) => `DELETE FROM public.${name} WHERE id % 2 = ${draft.random(2)};`);
}

function updateText({ random }: Draft, { name, columns }: Table, column: string): string {
  const value = LITERALS[columns.get(column) ?? ''];
  const where = random(2) === 0 ? ` WHERE ${column} IS NULL` : '';
  return `UPDATE public.${name} SET ${column} = ${value}${where};`;
}

export function truncate(draft: Draft): string | undefined {
  return withTable(draft, ({ name }) => `TRUNCATE public.${name};`);
}

export function updateInBlock(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => `DO $$ BEGIN ${updateText(draft, table, column)} END $$;`);
}
