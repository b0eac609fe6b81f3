'use server';
import { redirect } from 'next/navigation';
import { explainAuthError } from '../../auth/explain-auth-error.ts';
import { openSupabase } from '../../auth/open-supabase.ts';
import { safePath } from '../../auth/safe-path.ts';
import { checkFields } from '../../forms/check-fields.ts';
import { signInForm } from '../../forms/credentials-schema.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';

export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    email: readField(form, 'email'),
    password: readField(form, 'password'),
    next: readField(form, 'next'),
  };
  const wrong = checkFields(signInForm, values);
  if (wrong.length > 0) return refuse(values, ...wrong);

  const supabase = await openSupabase();
  const { error } = await supabase.auth.signInWithPassword({
    email: values.email,
    password: values.password,
  });
  if (error) return refuse(values, explainAuthError(error));
  redirect(safePath(values.next, '/profile'));
}
