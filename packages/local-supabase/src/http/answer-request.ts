import type { CatalogWatch } from '../api/watch-catalog.ts';
import { answerMailbox } from '../mail/answer-mailbox.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { StackEvent } from '../stack.ts';
import { allowAnyOrigin, answerPreflight, isPreflight } from './cors.ts';
import {
  answerMissing,
  answerMissingProvider,
  describeMissing,
  findMissing,
  findMissingProvider,
} from './missing-endpoints.ts';

export interface Parts {
  /** Auth and REST. */
  readonly api: (request: Request) => Promise<Response>;
  readonly catalog: CatalogWatch;
  readonly mailbox: Mailbox;
  readonly onEvent: (event: StackEvent) => void;
}

/** One request, from its address to what answers it. */
export async function answerRequest(request: Request, parts: Parts): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/_mailbox')) return answerMailbox(parts.mailbox, request);
  if (isPreflight(request)) return answerPreflight(request);
  return allowAnyOrigin(await answerApi(request, pathname, parts));
}

async function answerApi(
  request: Request,
  pathname: string,
  { api, catalog, onEvent }: Parts,
): Promise<Response> {
  const what = findMissing(pathname);
  if (what !== undefined) {
    onEvent({ type: 'missing', request: `${request.method} ${pathname}`, sentence: describeMissing(what) });
    return answerMissing(what);
  }
  const provider = findMissingProvider(pathname, await readJson(request, pathname));
  if (provider !== undefined) return answerMissingProvider(provider);
  // @supabase/lite has more: a studio, and /_system, which shows its configuration to anybody.
  if (!/^\/(auth|rest)\/v1(\/|$)/.test(pathname)) return notFound(pathname);
  if (pathname.startsWith('/rest/')) await catalog.refresh();
  return api(request);
}

/** The body of a request to Auth; it stays readable for who comes next. */
async function readJson(request: Request, pathname: string): Promise<unknown> {
  if (request.method !== 'POST' || !pathname.startsWith('/auth/')) return undefined;
  return request
    .clone()
    .json()
    .catch(() => undefined);
}

function notFound(pathname: string): Response {
  const message =
    pathname === '/'
      ? 'This is the local Supabase API: /auth/v1, /rest/v1, and /_mailbox for the mails it has sent.'
      : `There is nothing at ${pathname}; /auth/v1 and /rest/v1 are here, and /_mailbox.`;
  return Response.json({ message }, { status: pathname === '/' ? 200 : 404 });
}
