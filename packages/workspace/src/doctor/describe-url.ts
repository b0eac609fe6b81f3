/** Where a Postgres or API address of Supabase leads. */
export interface UrlDescription {
  readonly kind:
    | 'direct'
    | 'session pooler'
    | 'transaction pooler'
    | 'Supabase CLI'
    | 'this machine'
    | 'other';
  /** The hosted project, where the address names it. */
  readonly ref?: string;
}

/** Reads a database URL. Undefined when it is none. */
export function describeDatabaseUrl(text: string): UrlDescription | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!/^postgres(ql)?:$/.test(url.protocol)) return undefined;
  const direct = /^db\.([a-z0-9]+)\.supabase\.(co|red|com)$/.exec(url.hostname)?.[1];
  if (direct !== undefined) {
    // The dedicated pooler of a project answers on the same host.
    return { kind: url.port === '6543' ? 'transaction pooler' : 'direct', ref: direct };
  }
  if (url.hostname.endsWith('.pooler.supabase.com')) {
    const ref = decodeURIComponent(url.username).split('.')[1];
    return {
      kind: url.port === '6543' ? 'transaction pooler' : 'session pooler',
      ...(ref !== undefined && { ref }),
    };
  }
  if (url.searchParams.get('pgbouncer') === 'true') return { kind: 'transaction pooler' };
  if (!isLoopback(url.hostname)) return { kind: 'other' };
  return { kind: url.port === '54322' ? 'Supabase CLI' : 'this machine' };
}

/** The hosted project of an API address. */
export function projectOfApi(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  return /^([a-z0-9]+)\.supabase\.(co|red|com)$/.exec(new URL(text).hostname)?.[1];
}

/** Whether an address is of this machine. */
export function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]', '::1'].includes(hostname);
}
