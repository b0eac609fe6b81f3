import type { Target } from '../model/target.ts';

/** A target as a URL again. It holds the password: it goes into the environment of a tool, never to its arguments. */
export function urlOf({ host, port, database, user, password, tls }: Target): string {
  const url = new URL(`postgresql://${host.includes(':') ? `[${host}]` : host}:${port}`);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  url.pathname = `/${encodeURIComponent(database)}`;
  if (tls.mode !== 'off') url.searchParams.set('sslmode', tls.mode === 'require' ? 'require' : 'verify-full');
  return url.href;
}
