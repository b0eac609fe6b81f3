import type { FormState } from './form-state.ts';

/** What is wrong: at a field when it has a name, with the whole form otherwise. */
export interface Refusal {
  readonly field?: string;
  readonly message: string;
}

/** The form again, as it was typed but for passwords, with what is wrong. */
export function refuse(values: Readonly<Record<string, string>>, ...refusals: readonly Refusal[]): FormState {
  const kept = Object.entries(values).filter(([name]) => !name.startsWith('password'));
  const errors: Record<string, string> = {};
  let alert: string | undefined;
  for (const { field, message } of refusals) {
    if (field === undefined) alert ??= message;
    else errors[field] ??= message;
  }
  return { values: Object.fromEntries(kept), errors, ...(alert === undefined ? {} : { alert }) };
}
