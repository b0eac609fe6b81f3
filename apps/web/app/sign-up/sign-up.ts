'use server';
import { redirect } from 'next/navigation';
import { explainAuthError } from '../../auth/explain-auth-error.ts';
import { openSupabase } from '../../auth/open-supabase.ts';
import { readOrigin } from '../../auth/read-origin.ts';
import { isSignUpRefusedByDatabase, logSignUpFailure } from '../../auth/sign-up-failure.ts';
import { checkFields } from '../../forms/check-fields.ts';
import { signUpForm } from '../../forms/credentials-schema.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';

const SORRY =
  'We could not create your account, and it is not your fault. Nothing was saved: please try again later.';

export async function signUp(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    full_name: readField(form, 'full_name'),
    email: readField(form, 'email'),
    password: readField(form, 'password'),
  };
  const wrong = checkFields(signUpForm, values);
  if (wrong.length > 0) return refuse(values, ...wrong);

  const { full_name, email, password } = values;
  const supabase = await openSupabase();
  const { data, error } = await supabase.auth.signUp({
    email,
    password,
    options: {
      // What handle_new_user makes the profile of. A name that was not given is left out, not sent empty.
      data: full_name === '' ? {} : { full_name },
      emailRedirectTo: `${await readOrigin()}/auth/confirm?next=/profile`,
    },
  });
  if (error && isSignUpRefusedByDatabase(error)) {
    await logSignUpFailure(error);
    return refuse(values, { message: SORRY });
  }
  if (error) return refuse(values, explainAuthError(error));
  redirect(data.session ? '/profile' : '/check-mail');
}
