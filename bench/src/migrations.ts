import type { BenchMigration } from './peer.ts';

/** `count` migrations of four statements each: a table, an index, a row, a comment. Every statement ends in `;\n`. */
export function plainMigrations(count: number): BenchMigration[] {
  return Array.from({ length: count }, (_, index) => {
    const table = `t${String(index).padStart(4, '0')}`;
    const statements = [
      `CREATE TABLE ${table} (id int PRIMARY KEY, name text NOT NULL);`,
      `CREATE INDEX ${table}_name ON ${table} (name);`,
      `INSERT INTO ${table} VALUES (1, 'one');`,
      `COMMENT ON TABLE ${table} IS 'made by ${index}';`,
    ];
    return { name: table, sql: `${statements.join('\n')}\n` };
  });
}
