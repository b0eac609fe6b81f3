import { quoteLiteral } from '../database/quote.ts';
import type { Session } from '../model/ports.ts';

/** SQL that makes a superuser's session `postgres`, as if logged in: a role's settings come with a log-in only. */
export async function becomeHostedRole(scout: Session): Promise<string> {
  const [rows = []] = await scout.run(
    `SELECT split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value
     FROM pg_catalog.pg_roles r, unnest(r.rolconfig) AS setting WHERE r.rolname = 'postgres'`,
  );
  const settings = rows.map(
    ({ name, value }) =>
      `SELECT pg_catalog.set_config(${quoteLiteral(String(name))}, ${quoteLiteral(String(value))}, false);`,
  );
  return ['SET SESSION AUTHORIZATION postgres;', ...settings].join(' ');
}
