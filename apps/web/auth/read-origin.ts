import { headers } from 'next/headers';
import { currentEnvironment } from '../environment/current-environment.ts';

/**
 * Where mails link to: SITE_URL, else the address of this request. That one the sender can choose, so Supabase sends
 * it nowhere but to the redirect URLs its project allows.
 */
export async function readOrigin(): Promise<string> {
  const { SITE_URL } = currentEnvironment();
  if (SITE_URL !== undefined) return new URL(SITE_URL).origin;
  const given = await headers();
  const host = given.get('x-forwarded-host') ?? given.get('host') ?? '127.0.0.1:3000';
  return `${given.get('x-forwarded-proto') ?? 'http'}://${host}`;
}
