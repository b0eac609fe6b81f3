/** True for a key that passes every policy: `sb_secret_…`, or a legacy JWT whose role is service_role. */
export function isSecretKey(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  const [, payload] = key.split('.');
  if (payload === undefined) return false;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return (
      typeof claims === 'object' && claims !== null && 'role' in claims && claims.role === 'service_role'
    );
  } catch {
    return false;
  }
}
