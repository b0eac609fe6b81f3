/** Schemas whose tables belong to Supabase: there a trigger is made and replaced, but not switched or dropped. */
const PLATFORM = new Set(['auth', 'storage', 'realtime']);

export function isPlatform(schema: string | undefined): boolean {
  return schema !== undefined && PLATFORM.has(schema);
}
