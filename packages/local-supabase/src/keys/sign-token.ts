import { createHmac } from 'node:crypto';

/** A JSON Web Token, signed with HS256: what Auth issues, and what older API keys are. */
export function signToken(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
