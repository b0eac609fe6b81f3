import type { z } from 'zod';
import type { Refusal } from './refuse.ts';

/** What a schema finds wrong with the fields of a form. */
export function checkFields(schema: z.ZodType, values: unknown): Refusal[] {
  const { error } = schema.safeParse(values);
  return (error?.issues ?? []).map(({ path, message }) => {
    const field = path[0];
    return typeof field === 'string' ? { field, message } : { message };
  });
}
