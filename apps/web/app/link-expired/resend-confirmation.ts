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
const SENT = 'If that address waits to be confirmed, a mail with a new link is on its way to it.';

export async function resendConfirmation(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    email: readField(form, 'email'),
  };
  const wrong = checkFields(emailForm, values);
  if (wrong.length > 0) return refuse(values, ...wrong);

  const supabase = await openSupabase();
  const { error } = await supabase.auth.resend({
    type: 'signup',
    email: values.email,
    options: { emailRedirectTo: `${await readOrigin()}/auth/confirm?next=/profile` },
  });
  if (isAuthRetryableFetchError(error)) return refuse(values, explainAuthError(error));
  return { values: {}, errors: {}, notice: SENT };
}
