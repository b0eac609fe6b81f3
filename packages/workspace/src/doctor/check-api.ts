import { type Check, fail, ok } from './check.ts';
import { isLoopback } from './describe-url.ts';

/** Whether the API that the environment names is there and knows the key. */
export async function checkApi(apiUrl: string, key: string | undefined): Promise<Check> {
  if (!URL.canParse(apiUrl))
    return fail('API', 'NEXT_PUBLIC_SUPABASE_URL is no address.', 'It looks like http://127.0.0.1:54321.');
  try {
    const response = await fetch(`${apiUrl.replace(/\/+$/, '')}/auth/v1/settings`, {
      headers: key === undefined ? {} : { apikey: key },
      signal: AbortSignal.timeout(8_000),
    });
    if (response.ok) return ok('API', `${apiUrl} answers, and knows the key.`);
    if (response.status === 401 || response.status === 403) {
      return fail('API', `${apiUrl} does not know the publishable key.`, 'Copy the key of that project.');
    }
    return fail(
      'API',
      `${apiUrl} answers with ${response.status}: it is no Supabase API, or a paused project.`,
      'Check NEXT_PUBLIC_SUPABASE_URL.',
    );
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const next = isLoopback(new URL(apiUrl).hostname)
      ? 'Start it: `npm run supabase -- start` for the Supabase CLI’s, `npm run stack -- start` for ours; or unset NEXT_PUBLIC_SUPABASE_URL.'
      : 'Check NEXT_PUBLIC_SUPABASE_URL, the network, and in the Dashboard whether the project is paused.';
    return fail('API', `Nothing answers at ${apiUrl} (${why}).`, next);
  }
}
