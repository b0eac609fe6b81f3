import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';

/** One table of the schema: its columns with their SQL types, and how many policies guard its rows. */
export function TableCard({ table }: { table: PgTable }) {
  const { name, columns, policies } = getTableConfig(table);
  return (
    <article aria-labelledby={`table-${name}`}>
      <h3 id={`table-${name}`}>
        <code>{name}</code>
      </h3>
      <ul>
        {columns.map((column) => (
          <li key={column.name}>
            <code>{column.name}</code> <span className="type">{column.getSQLType()}</span>
          </li>
        ))}
      </ul>
      <p className="policies">
        {policies.length === 1 ? '1 row-level policy' : `${policies.length} row-level policies`}
      </p>
    </article>
  );
}
