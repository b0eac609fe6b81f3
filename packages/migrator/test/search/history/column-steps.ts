import { pick } from './create-random.ts';
import { type Draft, fresh, LITERALS, type Table, TYPES, withColumn, withTable } from './draft.ts';

export function addColumn(draft: Draft): string | undefined {
  return withTable(draft, (table) => {
    const column = [...'xyz'].find((name) => !table.columns.has(name)) ?? fresh(draft);
    const type = pick(draft.random, TYPES);
    table.columns.set(column, type);
    draft.back.push(() => dropText(draft, table, column));
    const value = draft.random(2) === 0 ? ` DEFAULT ${LITERALS[type]}` : '';
    return `ALTER TABLE public.${table.name} ADD COLUMN ${column} ${type}${value};`;
  });
}

export function dropColumn(draft: Draft): string | undefined {
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

export function renameColumn(draft: Draft): string | undefined {
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

export function swapColumns(draft: Draft): string | undefined {
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

export function replaceColumn(draft: Draft): string | undefined {
  return withColumn(draft, ({ name, columns }, column) =>
    [
      `ALTER TABLE public.${name} ADD COLUMN next ${columns.get(column)};`,
      `UPDATE public.${name} SET next = ${LITERALS[columns.get(column) ?? '']};`,
      `ALTER TABLE public.${name} DROP COLUMN ${column} CASCADE;`,
      `ALTER TABLE public.${name} RENAME COLUMN next TO ${column};`,
    ].join('\n'),
  );
}

export function narrow(draft: Draft): string | undefined {
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

export function retype(draft: Draft): string | undefined {
  return withColumn(draft, (table, column) => {
    const type = pick(draft.random, TYPES);
    table.columns.set(column, type);
    return `ALTER TABLE public.${table.name} ALTER COLUMN ${column} DROP DEFAULT, ALTER COLUMN ${column} TYPE ${type} USING CASE WHEN ${column} IS NULL THEN NULL ELSE ${LITERALS[type]} END;`;
  });
}

export function setDefault(draft: Draft): string | undefined {
  return withColumn(draft, ({ name, columns }, column) => {
    const action =
      draft.random(2) === 0 ? 'DROP DEFAULT' : `SET DEFAULT ${LITERALS[columns.get(column) ?? '']}`;
    return `ALTER TABLE public.${name} ALTER COLUMN ${column} ${action};`;
  });
}
