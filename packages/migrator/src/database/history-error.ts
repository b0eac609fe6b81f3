import { MigratorError } from '../model/errors.ts';
import type { ServerError } from '../model/ports.ts';
import { HISTORY_TABLE } from './history-table.ts';
import { SQLSTATE } from './sqlstates.ts';

/** What the server said when the history table was to be made or brought up to date; nothing of it was kept. */
export function historyNotMade(error: ServerError): MigratorError {
  const message = `The history table could not be made: ${error.message}.`;
  const details = { sqlstate: error.sqlstate, cause: error };
  if (error.sqlstate === SQLSTATE.insufficientPrivilege) {
    return new MigratorError('server_no_create', message, {
      ...details,
      hint: 'The role needs CREATE on the database: use the URL of role "postgres".',
    });
  }
  if (error.sqlstate === SQLSTATE.readOnlyTransaction) {
    return new MigratorError('server_read_only', message, {
      ...details,
      hint: 'Point the URL to the primary.',
    });
  }
  return new MigratorError('history_unreadable', message, {
    ...details,
    hint: 'Nothing has run. Look at schema "migrator" in the database.',
  });
}

/** What the server said when a history was to be read. */
export function historyNotRead(error: ServerError, user: string, table = HISTORY_TABLE): MigratorError {
  const details = { sqlstate: error.sqlstate, cause: error };
  if (error.sqlstate === SQLSTATE.insufficientPrivilege) {
    return new MigratorError(
      'history_unreadable',
      `Role "${user}" may not read ${table}: ${error.message}.`,
      {
        ...details,
        hint: `Use the URL of the role that owns the table, or have that role run: GRANT SELECT ON ${table} TO "${user}";`,
      },
    );
  }
  return new MigratorError('history_unreadable', `${table} could not be read: ${error.message}.`, {
    ...details,
    hint: 'Nothing has run. Look at the table in the database.',
  });
}
