import { type Connection, type ConnectionTarget, connectAdmin } from '../connect.ts';

const opened = new Map<number, Connection>();

/** One connection for all databases this process makes: opening one takes a third of what a database does. */
export function adminConnection(target: ConnectionTarget): Connection {
  const sql = opened.get(target.port) ?? connectAdmin(target, 'postgres', 1);
  opened.set(target.port, sql);
  return sql;
}
