import { AsyncLocalStorage } from 'node:async_hooks';

/** What Postgres said last in a request. */
interface Said {
  error?: unknown;
}

const requests = new AsyncLocalStorage<Said>();

/** Called with each error of the database that REST answers. */
export function noteDatabaseError(error: unknown): void {
  const request = requests.getStore();
  if (request) request.error = error;
}

/**
 * Answers as PostgREST does where the database refuses: with its SQLSTATE, and the status of its class. @supabase/lite
 * knows some of them; for every other (a check, a trigger that raises) its answer is 500 and a code of its own.
 */
export async function passOnSqlstate(work: () => Response | Promise<Response>): Promise<Response> {
  const request: Said = {};
  const response = await requests.run(request, async () => work());
  const { error } = request;
  if (response.status !== 500 || !(error instanceof Error)) return response;
  const { code, detail, hint } = error as Error & Readonly<Record<'code' | 'detail' | 'hint', unknown>>;
  if (typeof code !== 'string' || !(await isUnknown(response))) return response;
  const body = { code, details: detail ?? null, hint: hint ?? null, message: error.message };
  const headers = new Headers(response.headers);
  headers.delete('Content-Length');
  return Response.json(body, { status: statusOf(code), headers });
}

/** Whether the answer has the code for what @supabase/lite has none for. One to HEAD has no body. */
async function isUnknown(response: Response): Promise<boolean> {
  const answered: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return typeof answered === 'object' && answered !== null && 'code' in answered && answered.code === 'SUP';
}

/** https://docs.postgrest.org/en/v14/references/errors.html#http-status-codes, but for what @supabase/lite answers. */
function statusOf(sqlstate: string): number {
  if (sqlstate === 'P0001') return 400;
  return STATUS_OF_CLASS[sqlstate.slice(0, 2)] ?? 400;
}

const STATUS_OF_CLASS: Readonly<Record<string, number>> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '54': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
};
