import { maskContext, maskDetail, maskMessage } from '../database/mask-values.ts';
import { SQLSTATE } from '../database/sqlstates.ts';
import { MigratorError } from '../model/errors.ts';
import type { Location } from '../model/location.ts';
import type { ServerError } from '../model/ports.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { locate } from '../sql/locate.ts';
import { textOffsets } from '../sql/text-offsets.ts';
import type { SegmentFailure } from './run-segment.ts';

const UNTOUCHED = 'Nothing of it has run on the target.';

/** A file that does not run where everything before it has run, on a database of which nothing else is known. */
export function describeReplayFailure(
  { error, statement }: SegmentFailure,
  migration: ParsedMigration,
): MigratorError {
  const { name, text } = migration;
  const at = placeOf(migration, statement, error.position);
  const extension = missingExtension(error.message);
  if (extension !== undefined) return extensionMissing(extension, name, at);
  const message = maskMessage(error.message, error.sqlstate, text);
  const when = statement === undefined ? ' when it was about to be committed' : '';
  return new MigratorError(
    'shadow_replay_failed',
    `${name} failed${when} on the shadow, where the files run from the start: ${message}.`,
    {
      migration: name,
      sqlstate: error.sqlstate,
      at,
      hint: hintFor(error),
      postgres: {
        ...(error.detail === undefined ? {} : { detail: maskDetail(error.detail, text) }),
        ...(error.hint === undefined ? {} : { hint: error.hint }),
        ...(error.context === undefined ? {} : { context: maskContext(error.context, text) }),
      },
      cause: error,
    },
  );
}

/** An extension a file creates and the shadow's server does not have. */
export function extensionMissing(extension: string, migration: string, at: Location): MigratorError {
  return new MigratorError(
    'shadow_extension_missing',
    `The shadow has no extension "${extension}", which ${migration} creates.`,
    {
      migration,
      at,
      hint: `${UNTOUCHED} ${REAL_STACK} Where the database has the extension, --trust-unproven passes it by.`,
    },
  );
}

/** @param position 1-based, in code points of the statement's text, as Postgres counts. */
function placeOf(
  { shownPath, text, statements }: ParsedMigration,
  statement: Statement | undefined,
  position: number | undefined,
): Location {
  const start = (statement ?? statements.at(-1))?.start ?? 0;
  const inside =
    statement === undefined || position === undefined
      ? 0
      : textOffsets(statement.text).fromCodePoint(position - 1);
  return locate(shownPath, text, start + inside);
}

const REAL_STACK =
  'Name a server that has it: start the Supabase stack with `npm run supabase -- start` and set SHADOW_DATABASE_URL to its database, postgresql://supabase_admin:postgres@127.0.0.1:54322/postgres.';

/** Schemas that Supabase brings beside auth; the embedded shadow has none of them. */
const PLATFORM = /"?\b(storage|realtime|vault|cron|net|pgmq|graphql|graphql_public|supabase_functions)\b/;

function hintFor({ message, sqlstate }: ServerError): string {
  if (/does not exist$/.test(message) && PLATFORM.test(message)) {
    return `${UNTOUCHED} The shadow lacks what the file needs of Supabase. ${REAL_STACK}`;
  }
  if (sqlstate === SQLSTATE.insufficientPrivilege) {
    return `${UNTOUCHED} The files run as a role like "postgres" of hosted Supabase, which is no superuser.`;
  }
  return `${UNTOUCHED} The files have to build the database from nothing: correct the file, or add what it relies on.`;
}

/** What Postgres 17 and 15 say, also from inside a DO block. */
function missingExtension(message: string): string | undefined {
  return /^extension "(.+)" is not available$|^could not open extension control file ".*[/\\](.+)\.control"/
    .exec(message)
    ?.slice(1)
    .find((name) => name !== undefined);
}
