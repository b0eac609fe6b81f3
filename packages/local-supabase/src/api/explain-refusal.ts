import { randomUUID } from 'node:crypto';
import type { DatabaseFailure, StackEvent } from '../stack.ts';

/**
 * The answer hosted Auth gives when the database refuses: the sentence and code clients know, and nothing of the
 * cause, which the developer is told instead. @supabase/lite answers with an empty object.
 */
export function explainRefusal(
  request: { readonly method: string; readonly path: string },
  error: Error,
  onEvent: (event: StackEvent) => void,
): Response {
  const failure = describeFailure(error);
  onEvent({ type: 'auth_refused', request: `${request.method} ${request.path}`, failure });
  const name = request.path.slice(request.path.lastIndexOf('/') + 1);
  const body = {
    code: 500,
    error_code: 'unexpected_failure',
    msg: sentences[name] ?? 'Unexpected failure, please check server logs for more information',
    error_id: randomUUID(),
  };
  return Response.json(body, { status: 500, headers: { 'X-Sb-Error-Code': body.error_code } });
}

const sentences: Readonly<Record<string, string>> = {
  signup: 'Database error saving new user',
  otp: 'Database error saving new user',
  magiclink: 'Database error saving new user',
  user: 'Database error updating user',
  verify: 'Database error updating user',
};

/** What quotes a row is left out: DETAIL, statements in CONTEXT, and the value in an error of class 22. */
function describeFailure(error: Error): DatabaseFailure {
  const sqlstate = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const context = 'where' in error && typeof error.where === 'string' ? error.where : '';
  const where = context.split('\n').filter((line) => /^(PL\/pgSQL|SQL) function /.test(line));
  return {
    message: sqlstate?.startsWith('22') ? error.message.replace(/: ".*"$/s, ': "…"') : error.message,
    ...(sqlstate !== undefined && { sqlstate }),
    ...(where.length > 0 && { where: where.join(', called by ') }),
  };
}
