/**
 * The policy of one answer. A nonce rather than hashes: Next writes inline scripts that differ by page and build, and
 * every page here is rendered for its request anyway, because its header says who is signed in.
 *
 * @param development Next's dev server evaluates code, writes inline styles and listens on a WebSocket.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    // strict-dynamic: what a script of ours loads is trusted, and no other host is.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Avatars live wherever their owners keep them.
    "img-src 'self' data: https: http:",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
