import type { Mailbox } from './mailbox.ts';
import { mailboxPage } from './mailbox-page.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * `/_mailbox` (the page, or JSON for who asks for that), `/_mailbox.json`, `/_mailbox/ID` (a mail as it looks);
 * DELETE empties it. `?to=ADDRESS` narrows the JSON. The links in it sign somebody in, so no page of another origin
 * reads it: without CORS headers, and not under a name that merely resolves to this machine.
 */
export function answerMailbox(mailbox: Mailbox, request: Request): Response {
  const url = new URL(request.url);
  if (!loopback.has(url.hostname)) return text('The mailbox is only shown on 127.0.0.1 and localhost.', 403);
  if (request.method === 'DELETE' && url.pathname === '/_mailbox') {
    mailbox.clear();
    return new Response(null, { status: 204 });
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return text('GET or DELETE.', 405);
  const id = /^\/_mailbox\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (id !== undefined) {
    const mail = mailbox.find(id);
    return mail ? page(mail.html) : text('There is no such mail (any more).', 404);
  }
  const wantsJson = url.pathname === '/_mailbox.json' || prefersJson(request.headers.get('accept') ?? '');
  if (!wantsJson) return page(mailboxPage(mailbox.list()));
  const to = url.searchParams.get('to')?.toLowerCase();
  return Response.json(
    mailbox.list().filter((mail) => to === undefined || mail.to === to),
    { headers: { 'Cache-Control': 'no-store' } },
  );
}

function prefersJson(accept: string): boolean {
  return accept.includes('application/json') && !accept.includes('text/html');
}

function page(html: string): Response {
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      // What is shown may hold what somebody typed at sign-up.
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'none'",
    },
  });
}

function text(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
