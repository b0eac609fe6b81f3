/** Headers that are the same for every answer. The Content-Security-Policy differs by request: see the proxy. */
export const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // Links in mails carry a token in their query: no other site gets to see it.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  // Browsers heed it over https alone.
  { key: 'Strict-Transport-Security', value: 'max-age=63072000' },
];
