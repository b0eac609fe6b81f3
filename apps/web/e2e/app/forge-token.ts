import { createHmac } from 'node:crypto';

/** An access token for `sub` that the Auth server did not make: unsigned, or signed with a secret of the forger's. */
export function forgeToken(sub: string, secret: 'none' | (string & {})): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const expires = Math.floor(Date.now() / 1000) + 3600;
  const body = `${part({ alg: secret === 'none' ? 'none' : 'HS256', typ: 'JWT' })}.${part({
    sub,
    role: 'authenticated',
    aud: 'authenticated',
    exp: expires,
  })}`;
  return `${body}.${secret === 'none' ? '' : createHmac('sha256', secret).update(body).digest('base64url')}`;
}
