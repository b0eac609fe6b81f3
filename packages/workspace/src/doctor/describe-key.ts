/** What an API key of Supabase is, as far as it shows. */
export interface KeyDescription {
  readonly kind: 'publishable' | 'secret' | 'unknown';
  /** A signed token, as keys were before 2025. */
  readonly legacy: boolean;
  /** The project it belongs to, where a token of hosted Supabase says so. */
  readonly ref?: string;
}

/** Reads what a key says of itself; nothing is verified. */
export function describeKey(key: string): KeyDescription {
  if (key.startsWith('sb_publishable_')) return { kind: 'publishable', legacy: false };
  if (key.startsWith('sb_secret_')) return { kind: 'secret', legacy: false };
  const claims = readClaims(key);
  const role = claims?.get('role');
  const ref = claims?.get('ref');
  const kind = role === 'anon' ? 'publishable' : role === 'service_role' ? 'secret' : 'unknown';
  return { kind, legacy: kind !== 'unknown', ...(typeof ref === 'string' && { ref }) };
}

function readClaims(token: string): Map<string, unknown> | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return claims !== null && typeof claims === 'object' ? new Map(Object.entries(claims)) : undefined;
  } catch {
    return undefined;
  }
}
