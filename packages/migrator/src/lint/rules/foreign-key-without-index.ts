import { joinName } from '../../sql/relation-names.ts';
import type { ForeignKey, Table } from '../folder/folder.ts';
import type { Rule } from '../rule.ts';

/** Postgres indexes the key a foreign key points to, and not the columns that point. */
export const foreignKeyWithoutIndex: Rule = {
  name: 'foreign-key-without-index',
  find: (_, { foreignKeys }) =>
    foreignKeys
      .filter(({ foreignKey, table }) => !isIndexed(table, foreignKey) && indexesAreKnown(table, foreignKey))
      .map(({ foreignKey: { at, columns }, table, key }) => {
        const listed = columns.map((column) => joinName([column])).join(', ');
        return {
          at,
          message: `No index of ${key} begins with ${listed}: each DELETE and key UPDATE of the referenced table reads all of ${key}.`,
          hint: 'Add an index, in the drizzle schema where there is one; on a table with many rows CONCURRENTLY, in a file of its own.',
          object: key,
          sql: [`CREATE INDEX IF NOT EXISTS ${nameOf(table, columns)} ON ${key} (${listed});`],
        };
      }),
};

/** Its columns, in any order, are the first of an index. */
function isIndexed({ indexes }: Table, { columns }: ForeignKey): boolean {
  return [...indexes].some((index) => {
    const first = index.columns.slice(0, columns.length);
    return columns.every((column) => first.includes(column));
  });
}

/** A table no file creates may have indexes that no file tells of; a column that a file adds has none before. */
function indexesAreKnown({ made, columns: seen }: Table, { columns }: ForeignKey): boolean {
  return made !== undefined || columns.some((column) => seen.has(column));
}

/** As drizzle names them, within the 63 bytes Postgres keeps. */
function nameOf({ name }: Table, columns: readonly string[]): string {
  return joinName([`${[name, ...columns].join('_').slice(0, 59)}_idx`]);
}
