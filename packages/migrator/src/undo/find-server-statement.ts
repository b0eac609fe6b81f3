import type { Finding } from '../model/finding.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { findClusterStatement } from '../shadow/find-cluster-statement.ts';
import { locationOf } from '../sql/location-of.ts';
import { noInverse } from './describe-undo.ts';

/** What they contain runs later, if ever. */
const DEFINITION = /^(CreateFunction|View|Rule|CreateTrig|(Create|Alter)Policy|Create|AlterTable)Stmt$/;

/** A statement that acts beyond the database: other databases may rely on what it did. undefined where there is none. */
export function findServerStatement(parsed: ParsedMigration): Finding | undefined {
  const statements = parsed.statements.filter(({ kind }) => !DEFINITION.test(kind));
  const found = findClusterStatement({ statements });
  if (found === undefined) return undefined;
  const why = `${found.what} acts on ${found.reach === 'server' ? 'the whole server' : 'what is outside of the database'}, and the catalog does not show what it did`;
  return noInverse(parsed.name, why, undefined, locationOf(parsed, found.statement));
}
