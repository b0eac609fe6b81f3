import { isPlatform } from '../sql/platform.ts';

const NAME = '"(?:[^"]|"")+"';
const RELATION = `${NAME}(?:\\.${NAME})?`;

const DROPPED =
  'TABLE|FOREIGN TABLE|VIEW|MATERIALIZED VIEW|INDEX|SEQUENCE|SCHEMA|TYPE|DOMAIN|COLLATION|FUNCTION|PROCEDURE|AGGREGATE|TRIGGER|EVENT TRIGGER|RULE|POLICY|EXTENSION|PUBLICATION|SERVER|FOREIGN DATA WRAPPER';
const CREATED = '(?:UNLOGGED |FOREIGN )?TABLE|MATERIALIZED VIEW|(?:UNIQUE )?INDEX|SEQUENCE|SCHEMA|EXTENSION';

/** How a generated statement begins, and how it does where it may run twice. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^DROP (${DROPPED}) (?!IF EXISTS )`), 'DROP $1 IF EXISTS '],
  [new RegExp(`^CREATE (${CREATED}) (?!IF NOT EXISTS )`), 'CREATE $1 IF NOT EXISTS '],
  [/^CREATE (VIEW|RULE|TRIGGER) /, 'CREATE OR REPLACE $1 '],
  [
    new RegExp(`^ALTER TABLE (${RELATION}) DROP (COLUMN|CONSTRAINT) (?!IF EXISTS )`),
    'ALTER TABLE $1 DROP $2 IF EXISTS ',
  ],
  [
    new RegExp(`^ALTER TABLE (${RELATION}) ADD COLUMN (?!IF NOT EXISTS )`),
    'ALTER TABLE $1 ADD COLUMN IF NOT EXISTS ',
  ],
  [
    new RegExp(`^ALTER TABLE (${RELATION}) ADD CONSTRAINT (${NAME}) `),
    'ALTER TABLE $1 DROP CONSTRAINT IF EXISTS $2, ADD CONSTRAINT $2 ',
  ],
];

const POLICY = new RegExp(`^CREATE POLICY (${NAME}) ON (${RELATION}) `);

const DROPPED_TABLE = new RegExp(`^DROP TABLE IF EXISTS (${RELATION})$`);
const ALTERED_TABLE = new RegExp(`^ALTER TABLE (${RELATION}) DROP `);

/**
 * A generated inverse as a file that may run twice: IF EXISTS, IF NOT EXISTS and OR REPLACE where Postgres has them, and a
 * policy is dropped before it is made. What has no such form, a type or a rename, stays as it is: whether all of it can run
 * twice, running it says.
 * @param statements As pg-delta writes them: keywords in capitals, names quoted, no semicolon.
 */
export function rerunnableSql(statements: readonly string[]): string[] {
  const forms = statements.flatMap((sql) => {
    const [, policy, table = ''] = POLICY.exec(sql) ?? [];
    // On a table of the platform it must not be dropped, not even for a moment: that locks the table.
    if (policy !== undefined && !isPlatform(table.split('"')[1]))
      return [`DROP POLICY IF EXISTS ${policy} ON ${table}`, sql];
    const [form, says = ''] = FORMS.find(([begins]) => begins.test(sql)) ?? [];
    return form === undefined ? [sql] : [sql.replace(form, says)];
  });
  // Where the table itself goes too, it is gone when its constraints are dropped a second time.
  const dropped = new Set(forms.flatMap((sql) => DROPPED_TABLE.exec(sql)?.[1] ?? []));
  return forms.map((sql) => {
    const altered = ALTERED_TABLE.exec(sql)?.[1];
    if (altered === undefined || !dropped.has(altered)) return sql;
    return sql.replace('ALTER TABLE ', 'ALTER TABLE IF EXISTS ');
  });
}
