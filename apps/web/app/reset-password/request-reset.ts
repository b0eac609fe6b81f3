'use server';
import { isAuthRetryableFetchError } from '@supabase/supabase-js';
import { explainAuthError } from '../../auth/explain-auth-error.ts';
import { openSupabase } from '../../auth/open-supabase.ts';
import { readOrigin } from '../../auth/read-origin.ts';
import { checkFields } from '../../forms/check-fields.ts';
import { emailForm } from '../../forms/credentials-schema.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';

/** The same for every address: who has an account is nobody's business. */
const SENT = 'If there is an account with that address, a mail with a link is on its way to it.';

export async function requestReset(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    email: readField(form, 'email'),
  };
  const wrong = checkFields(emailForm, values);
  if (wrong.length > 0) return refuse(values, ...wrong);

  const supabase = await openSupabase();
  const { error } = await supabase.auth.resetPasswordForEmail(values.email, {
    redirectTo: `${await readOrigin()}/auth/confirm?next=/new-password`,
  });
  if (error && (isAuthRetryableFetchError(error) || error.code === 'over_request_rate_limit')) {
    return refuse(values, explainAuthError(error));
  }
  return { values: {}, errors: {}, notice: SENT };
}
