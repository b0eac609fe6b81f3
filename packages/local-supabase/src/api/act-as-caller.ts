import { CompiledQuery, type Kysely } from 'kysely';

/** What @supabase/lite knows of a request: the verified claims of its token, or none. */
interface RequestVariables {
  readonly auth?: { readonly role?: unknown; readonly uid?: unknown; readonly jwt?: unknown };
}

/**
 * Makes a transaction the caller's: its role, its claims in the notation of older and newer PostgREST, and the
 * search path of the Data API (what @supabase/lite sends has no schema in it). One statement, the role last: after
 * it the connection may do no more than the caller. All of it ends with the transaction.
 */
export async function actAsCaller(transaction: Kysely<unknown>, variables: RequestVariables): Promise<void> {
  const { role, uid, jwt } = variables.auth ?? {};
  const name = typeof role === 'string' && role !== '' ? role : 'anon';
  const claims = jwt !== null && typeof jwt === 'object' ? jwt : {};
  const settings: [string, string][] = [
    ['search_path', 'public, extensions'],
    ['request.jwt.claims', JSON.stringify({ ...claims, role: name })],
    ['request.jwt.claim.sub', typeof uid === 'string' ? uid : ''],
    ['request.jwt.claim.role', name],
    ['statement_timeout', statementTimeouts[name] ?? '8s'],
    ['role', name],
  ];
  const calls = settings.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`);
  await transaction.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`, settings.flat()));
}

/** As hosted gives them to the roles; service_role has only that of the API connection, 8 s. */
const statementTimeouts: Readonly<Record<string, string>> = { anon: '3s', authenticated: '8s' };
