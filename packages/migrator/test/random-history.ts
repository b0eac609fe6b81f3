/** A random number from 0 up to `below`; the same seed gives the same numbers. */
export type Random = (below: number) => number;

/** Mulberry32: short, and good enough to draw from. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

interface Table {
  name: string;
  columns: Map<string, string>;
  indexes: string[];
}

/** What the files drawn so far leave, and SQL that would lead back from what they did last. */
interface Draft {
  readonly random: Random;
  tables: Table[];
  readonly back: (() => string | undefined)[];
  count: number;
}

const TYPES = ['text', 'integer', 'bigint', 'varchar(3)', 'boolean'];

const LITERALS: Readonly<Record<string, string>> = {
  text: `'a longer text'`,
  integer: '7',
  bigint: '70',
  'varchar(3)': `'abc'`,
  boolean: 'true',
};

/**
 * Files that could have been written: each runs after the ones before it. Hostile on purpose: half of what they do leads
 * back to where it was, or changes values that the catalog says nothing of.
 */
export function randomHistory(random: Random): string[] {
  const draft: Draft = { random, tables: [], back: [], count: 0 };
  const files = [times(1 + random(2), () => createTable(draft)).join('\n')];
  times(1 + random(random(4) === 0 ? 9 : 4), () =>
    files.push(times(1 + random(3), () => draw(draft)).join('\n')),
  );
  return files;
}

/** A value of each type that no file writes. */
const BY_HAND: Readonly<Record<string, readonly string[]>> = {
  text: [`'by hand, and not short'`, 'NULL'],
  integer: ['1001', 'NULL'],
  bigint: ['100001', 'NULL'],
  'character varying(3)': [`'xyz'`, `''`],
  boolean: ['false', 'NULL'],
};

/** Rows that somebody wrote into the tables meanwhile, as SQL that fits whatever columns there are. */
export function handWrittenRows(
  columns: readonly { table: string; column: string; type: string; required: boolean }[],
  random: Random,
): string {
  return [...new Set(columns.map(({ table }) => table))]
    .flatMap((table) =>
      times(random(4), () => {
        const own = columns.filter((column) => column.table === table);
        const values = own.map(({ column, type, required }) => {
          if (column === 'id') return `${100 + random(100_000)}`;
          const [value = 'DEFAULT', other = value] = BY_HAND[type] ?? [];
          return required || random(3) > 0 ? value : other;
        });
        return `INSERT INTO public.${table} (${own.map(({ column }) => column).join(', ')}) VALUES (${values.join(', ')}) ON CONFLICT DO NOTHING;`;
      }),
    )
    .join('\n');
}

function draw(draft: Draft): string {
  const { random, back } = draft;
  if (random(10) < 3) {
    const undone = back.pop()?.();
    if (undone !== undefined) return undone;
  }
  for (;;) {
    const sql = STEPS[random(STEPS.length)]?.(draft);
    if (sql !== undefined) return sql;
  }
}

const STEPS: readonly ((draft: Draft) => string | undefined)[] = [
  createTable,
  addColumn,
  addColumn,
  dropColumn,
  renameColumn,
  swapColumns,
  replaceColumn,
  renameTable,
  dropTable,
  recreateTable,
  narrow,
  retype,
  setDefault,
  createIndex,
  comment,
  insert,
  seed,
  update,
  update,
  backfill,
  remove,
  (draft) => withTable(draft, ({ name }) => `TRUNCATE public.${name};`),
  (draft) => withColumn(draft, (table, column) => `DO $$ BEGIN ${updateText(draft, table, column)} END $$;`),
];

function createTable(draft: Draft): string {
  const { random } = draft;
  const used = new Set(draft.tables.map(({ name }) => name));
  const name =
    ['a', 'b', 'c', `t${(draft.count += 1)}`].find((each) => !used.has(each) && random(3) > 0) ??
    fresh(draft);
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

function addColumn(draft: Draft): string | undefined {
  return withTable(draft, (table) => {
    const column = [...'xyz'].find((name) => !table.columns.has(name)) ?? fresh(draft);
    const type = pick(draft.random, TYPES);
    table.columns.set(column, type);
    draft.back.push(() => dropText(draft, table, column));
    const value = draft.random(2) === 0 ? ` DEFAULT ${LITERALS[type]}` : '';
    return `ALTER TABLE public.${table.name} ADD COLUMN ${column} ${type}${value};`;
  });
}

function dropColumn(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => {
    const type = table.columns.get(column) ?? 'text';
    draft.back.push(() => {
      if (!draft.tables.includes(table) || table.columns.has(column)) return undefined;
      table.columns.set(column, type);
      return `ALTER TABLE public.${table.name} ADD COLUMN ${column} ${type};`;
    });
    return dropText(draft, table, column);
  });
}

function dropText(draft: Draft, table: Table, column: string): string | undefined {
  if (!draft.tables.includes(table) || !table.columns.delete(column)) return undefined;
  return `ALTER TABLE public.${table.name} DROP COLUMN ${column} CASCADE;`;
}

function renameColumn(draft: Draft): string | undefined {
  return withColumn(draft, (table, from) => {
    const to = [...'xyz'].find((name) => !table.columns.has(name)) ?? fresh(draft);
    draft.back.push(() => renameText(draft, table, to, from));
    return renameText(draft, table, from, to);
  });
}

function renameText(draft: Draft, table: Table, from: string, to: string): string | undefined {
  const type = table.columns.get(from);
  if (!draft.tables.includes(table) || type === undefined || table.columns.has(to)) return undefined;
  table.columns.delete(from);
  table.columns.set(to, type);
  return `ALTER TABLE public.${table.name} RENAME COLUMN ${from} TO ${to};`;
}

function swapColumns(draft: Draft): string | undefined {
  return withTable(draft, (table) => {
    const [first, second] = [...table.columns.keys()].slice(1);
    if (first === undefined || second === undefined) return undefined;
    const types = [table.columns.get(first) ?? '', table.columns.get(second) ?? ''];
    table.columns.set(first, types[1] ?? '');
    table.columns.set(second, types[0] ?? '');
    const rename = (from: string, to: string) =>
      `ALTER TABLE public.${table.name} RENAME COLUMN ${from} TO ${to};`;
    return [rename(first, 'swap'), rename(second, first), rename('swap', second)].join('\n');
  });
}

function replaceColumn(draft: Draft): string | undefined {
  return withColumn(draft, ({ name, columns }, column) =>
    [
      `ALTER TABLE public.${name} ADD COLUMN next ${columns.get(column)};`,
      `UPDATE public.${name} SET next = ${LITERALS[columns.get(column) ?? '']};`,
      `ALTER TABLE public.${name} DROP COLUMN ${column} CASCADE;`,
      `ALTER TABLE public.${name} RENAME COLUMN next TO ${column};`,
    ].join('\n'),
  );
}

function renameTable(draft: Draft): string | undefined {
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

function dropTable(draft: Draft): string | undefined {
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

function recreateTable(draft: Draft): string | undefined {
  return withTable(draft, (table) => `DROP TABLE IF EXISTS public.${table.name};\n${createText(table)}`);
}

function narrow(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => {
    if (table.columns.get(column) !== 'text') return undefined;
    table.columns.set(column, 'varchar(3)');
    draft.back.push(() => {
      if (!draft.tables.includes(table) || table.columns.get(column) !== 'varchar(3)') return undefined;
      table.columns.set(column, 'text');
      return `ALTER TABLE public.${table.name} ALTER COLUMN ${column} TYPE text;`;
    });
    return `ALTER TABLE public.${table.name} ALTER COLUMN ${column} DROP DEFAULT, ALTER COLUMN ${column} TYPE varchar(3) USING left(${column}, 3);`;
  });
}

function retype(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => {
    const type = pick(draft.random, TYPES);
    table.columns.set(column, type);
    return `ALTER TABLE public.${table.name} ALTER COLUMN ${column} DROP DEFAULT, ALTER COLUMN ${column} TYPE ${type} USING CASE WHEN ${column} IS NULL THEN NULL ELSE ${LITERALS[type]} END;`;
  });
}

function setDefault(draft: Draft): string | undefined {
  return withColumn(draft, ({ name, columns }, column) => {
    const action =
      draft.random(2) === 0 ? 'DROP DEFAULT' : `SET DEFAULT ${LITERALS[columns.get(column) ?? '']}`;
    return `ALTER TABLE public.${name} ALTER COLUMN ${column} ${action};`;
  });
}

function createIndex(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => {
    const name = `i${(draft.count += 1)}`;
    draft.back.push(() => `DROP INDEX IF EXISTS public.${name};`);
    return `CREATE INDEX ${name} ON public.${table.name} (${column});`;
  });
}

function comment(draft: Draft): string | undefined {
  const text = pick(draft.random, [`'one'`, `'two'`, 'NULL']);
  return withColumn(draft, ({ name }, column) =>
    draft.random(2) === 0
      ? `COMMENT ON TABLE public.${name} IS ${text};`
      : `COMMENT ON COLUMN public.${name}.${column} IS ${text};`,
  );
}

function insert(draft: Draft): string | undefined {
  return withTable(draft, ({ name }) => `INSERT INTO public.${name} (id) VALUES (${(draft.count += 1)});`);
}

function seed(draft: Draft): string | undefined {
  return withTable(
    draft,
    ({ name }) => `INSERT INTO public.${name} (id) VALUES (${draft.random(5)}) ON CONFLICT DO NOTHING;`,
  );
}

function update(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => updateText(draft, table, column));
}

function updateText({ random }: Draft, { name, columns }: Table, column: string): string {
  const value = LITERALS[columns.get(column) ?? ''];
  const where = random(2) === 0 ? ` WHERE ${column} IS NULL` : '';
  return `UPDATE public.${name} SET ${column} = ${value}${where};`;
}

function backfill(draft: Draft): string | undefined {
  return withColumn(draft, ({ name, columns }, column) =>
    [
      `UPDATE public.${name} SET ${column} = ${LITERALS[columns.get(column) ?? '']} WHERE ${column} IS NULL;`,
      `ALTER TABLE public.${name} ALTER COLUMN ${column} SET ${draft.random(2) === 0 ? 'NOT NULL' : 'STATISTICS 50'};`,
    ].join('\n'),
  );
}

function remove(draft: Draft): string | undefined {
  return withTable(draft, ({ name }) => `DELETE FROM public.${name} WHERE id % 2 = ${draft.random(2)};`);
}

function withTable(draft: Draft, work: (table: Table) => string | undefined): string | undefined {
  const table = draft.tables[draft.random(draft.tables.length)];
  return table === undefined ? undefined : work(table);
}

function withColumn(
  draft: Draft,
  work: (table: Table, column: string) => string | undefined,
): string | undefined {
  return withTable(draft, (table) => {
    const columns = [...table.columns.keys()].slice(1);
    const column = columns[draft.random(columns.length)];
    return column === undefined ? undefined : work(table, column);
  });
}

function fresh(draft: Draft): string {
  draft.count += 1;
  return `n${draft.count}`;
}

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
