/** Schemas whose tables belong to Supabase. */
const PLATFORM = new Set(['auth', 'storage', 'realtime']);

export function isPlatform(schema: string | undefined): boolean {
  return schema !== undefined && PLATFORM.has(schema);
}
