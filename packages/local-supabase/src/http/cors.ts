const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
/** What supabase-js sends, for the browser that does not say what it asks for. */
const usualHeaders = 'authorization, apikey, content-type, prefer, x-client-info, x-supabase-api-version';
const exposed =
  'Content-Range, Content-Location, Preference-Applied, Location, Content-Profile, X-Sb-Error-Code, X-Supabase-Api-Version';

/** Whether a browser asks, before the request itself, whether it may send it. */
export function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
}

/** Any page may ask: the API is told who asks by keys and tokens, never by cookies. */
export function answerPreflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': request.headers.get('access-control-request-headers') ?? usualHeaders,
      'Access-Control-Max-Age': '3600',
      Vary: 'Access-Control-Request-Headers',
    },
  });
}

/** The same answer, readable for a page of any origin. */
export function allowAnyOrigin(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Access-Control-Allow-Origin', '*');
  headers.set('Access-Control-Expose-Headers', exposed);
  // It would need a named origin, and nothing here reads cookies.
  headers.delete('Access-Control-Allow-Credentials');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
