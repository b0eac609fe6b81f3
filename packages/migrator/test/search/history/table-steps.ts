import { pick, times } from './create-random.ts';
import { type Draft, fresh, next, type Table, TYPES, withColumn, withTable } from './draft.ts';

export function createTable(draft: Draft): string {
  const { random } = draft;
  const used = new Set(draft.tables.map(({ name }) => name));
  const name =
    ['a', 'b', 'c', `t${next(draft)}`].find((each) => !used.has(each) && random(3) > 0) ?? fresh(draft);
  const columns = new Map([
    ['id', 'integer'],
    ...times(1 + random(3), (n): [string, string] => [`c${n}`, pick(random, TYPES)]),
  ]);
  const table: Table = { name, columns, indexes: [] };
  draft.tables.push(table);
  return createText(table);
}

function createText({ name, columns }: Table): string {
  const list = [...columns].map(
    ([column, type]) => `${column} ${type}${column === 'id' ? ' PRIMARY KEY' : ''}`,
  );
  return `CREATE TABLE public.${name} (${list.join(', ')});`;
}

export function renameTable(draft: Draft): string | undefined {
  return withTable(draft, (table) => {
    const from = table.name;
    const to =
      ['a', 'b', 'c'].find((name) => draft.tables.every((each) => each.name !== name)) ?? fresh(draft);
    table.name = to;
    draft.back.push(() => {
      if (!draft.tables.includes(table) || table.name !== to) return undefined;
      if (draft.tables.some(({ name }) => name === from)) return undefined;
      table.name = from;
      return `ALTER TABLE public.${to} RENAME TO ${from};`;
    });
    return `ALTER TABLE public.${from} RENAME TO ${to};`;
  });
}

export function dropTable(draft: Draft): string | undefined {
  if (draft.tables.length < 2) return undefined;
  return withTable(draft, (table) => {
    draft.tables = draft.tables.filter((each) => each !== table);
    draft.back.push(() => {
      if (draft.tables.some(({ name }) => name === table.name)) return undefined;
      draft.tables.push(table);
      return createText(table);
    });
    return `DROP TABLE IF EXISTS public.${table.name} CASCADE;`;
  });
}

export function recreateTable(draft: Draft): string | undefined {
  return withTable(draft, (table) => `DROP TABLE IF EXISTS public.${table.name};\n${createText(table)}`);
}

export function createIndex(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => {
    const name = `i${next(draft)}`;
    draft.back.push(() => `DROP INDEX IF EXISTS public.${name};`);
    return `CREATE INDEX ${name} ON public.${table.name} (${column});`;
  });
}

export function comment(draft: Draft): string | undefined {
  const text = pick(draft.random, [`'one'`, `'two'`, 'NULL']);
  return withColumn(draft, ({ name }, column) =>
    draft.random(2) === 0
      ? `COMMENT ON TABLE public.${name} IS ${text};`
      : `COMMENT ON COLUMN public.${name}.${column} IS ${text};`,
  );
}
