import { type ErrorCode, MigratorError } from '../model/errors.ts';
import { ServerError } from '../model/ports.ts';
import type { Target } from '../model/target.ts';
import { SQLSTATE } from './sqlstates.ts';

/** A sentence and a next step for each way a connection can fail to come about. */
export function connectionError(error: unknown, target: Target): MigratorError {
  if (error instanceof MigratorError) return error;
  return error instanceof ServerError ? refusedByServer(error, target) : unreachable(error, target);
}

function refusedByServer(error: ServerError, target: Target): MigratorError {
  const fail = (code: ErrorCode, message: string, hint: string) =>
    new MigratorError(code, message, { hint, sqlstate: error.sqlstate });
  const worded = WORDED.find(({ wording }) => wording.test(error.message));
  if (worded !== undefined) return fail(worded.code, worded.message(target, error), worded.hint);
  switch (error.sqlstate) {
    case SQLSTATE.invalidPassword:
    case SQLSTATE.invalidAuthorization:
      return fail(
        'connection_password',
        `${target.label} refused the user or password of ${target.origin}: ${error.message}.`,
        'Check both; a password with special characters must be percent-encoded in a URL.',
      );
    case SQLSTATE.insufficientPrivilege:
      return fail(
        'connection_failed',
        `${target.label} let the role in, but not further: ${error.message}.`,
        `Use the URL of a role that may (on Supabase "postgres"), or grant it the right that is missing.`,
      );
    case SQLSTATE.cannotConnectNow:
      return fail(
        'connection_failed',
        `${target.label} takes no connections now: ${error.message}.`,
        'Wait until it is up, and run the same command again.',
      );
    case SQLSTATE.unknownDatabase:
      return fail(
        'connection_database',
        `The server at ${target.host}:${target.port} has no database "${target.database}".`,
        `Correct the name in ${target.origin}, or create the database; on Supabase it is "postgres".`,
      );
    case SQLSTATE.tooManyConnections:
      return fail(
        'connection_too_many',
        `${target.label} has no connection left.`,
        'Wait for others to finish, or use the session pooler (port 5432 of *.pooler.supabase.com).',
      );
    case SQLSTATE.readOnlyTransaction:
      return fail(
        'server_read_only',
        `${target.label} is read-only: a replica, or a project in read-only mode.`,
        `Point ${target.origin} to the primary.`,
      );
    default:
      return fail(
        'connection_failed',
        `${target.label} refused the connection: ${error.message}.`,
        `Check ${target.origin} and the server's log.`,
      );
  }
}

/** Where the wording says more than the code, which is shared with other errors or of the pooler's own making. */
const WORDED: readonly {
  readonly wording: RegExp;
  readonly code: ErrorCode;
  message(target: Target, error: ServerError): string;
  readonly hint: string;
}[] = [
  {
    wording: /no pg_hba\.conf entry .*no encryption/,
    code: 'connection_tls',
    message: ({ label }) => `${label} lets nobody in without encryption.`,
    hint: 'Add sslmode=require to the URL.',
  },
  {
    wording: /no pg_hba\.conf entry/,
    code: 'connection_failed',
    message: ({ label }, { message }) => `${label} lets nobody in from this address: ${message}.`,
    hint: "Look at the network restrictions of the project, or at the server's pg_hba.conf.",
  },
  {
    wording: /tenant or user not found/i,
    code: 'connection_password',
    message: ({ label, origin }) => `The pooler at ${label} does not know the user of ${origin}.`,
    hint: "A pooler's user is postgres.PROJECT, and its host that of the project's region: copy the URL from the dashboard.",
  },
  {
    wording: /statement pooling mode/i,
    code: 'pooler_transaction_mode',
    message: ({ label, origin }) => `${origin} leads to a pooler in statement mode, at ${label}.`,
    hint: 'No transaction lasts there: set DIRECT_URL to the direct connection or to a pooler in session mode.',
  },
  {
    wording: /max clients reached/i,
    code: 'connection_too_many',
    message: ({ label }) => `The pooler at ${label} has no connection left.`,
    hint: 'Wait for others to finish, or use the direct connection.',
  },
];

function unreachable(error: unknown, target: Target): MigratorError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fail = (ours: ErrorCode, message: string, hint: string) =>
    new MigratorError(ours, message, { hint, cause: error });
  switch (code) {
    case 'ECONNREFUSED':
      return fail(
        'connection_refused',
        `Nothing listens at ${target.host}:${target.port}.`,
        target.kind === 'remote'
          ? `Check host and port in ${target.origin}; a paused project has to be resumed first.`
          : `Start that server, or remove ${target.origin} to use the embedded one.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fail(
        'connection_host_unknown',
        `The host name ${target.host} is not known.`,
        `Check it in ${target.origin}; behind a direct Supabase host without IPv6 use the session pooler's URL.`,
      );
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'EADDRNOTAVAIL':
      return fail(
        'connection_no_route',
        `There is no route to ${target.host} from here.`,
        'Direct Supabase hosts have IPv6 only: use the session pooler (port 5432 of *.pooler.supabase.com).',
      );
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return fail(
        'connection_timeout',
        `${target.host}:${target.port} did not answer in time.`,
        'Check host and port, and whether a firewall or an IP allow-list is in the way.',
      );
    case 'hung_up':
      return fail(
        'connection_failed',
        `${target.host}:${target.port} accepts connections and closes them without a word.`,
        `Look at the server's log: it may be starting, out of memory, or refuse this address. Check the port in ${target.origin}.`,
      );
    case 'not_postgres':
      return fail(
        'connection_not_postgres',
        `What listens at ${target.host}:${target.port} does not speak Postgres.`,
        `Check the port in ${target.origin}: Postgres has 5432 by habit, Supabase's local one 54322; 54321 is its API.`,
      );
    default:
      return isTlsError(code, error)
        ? fail(
            'connection_tls',
            `No encrypted connection to ${target.label}: ${messageOf(error)}.`,
            "Check sslmode and sslrootcert in the URL; Supabase's certificate is in its database settings.",
          )
        : fail(
            'connection_failed',
            `The connection to ${target.label} failed: ${messageOf(error)}.`,
            `Check ${target.origin}.`,
          );
  }
}

function isTlsError(code: string, error: unknown): boolean {
  return (
    /^(ERR_(SSL|TLS)|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|HOSTNAME_MISMATCH)/.test(code) ||
    /SSL|TLS/.test(messageOf(error))
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
