'use server';
import { redirect } from 'next/navigation';
import { explainAuthError } from '../../auth/explain-auth-error.ts';
import { openSupabase } from '../../auth/open-supabase.ts';
import { requireUser } from '../../auth/require-user.ts';
import { checkFields } from '../../forms/check-fields.ts';
import { newPasswordForm } from '../../forms/credentials-schema.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';

export async function setPassword(_: FormState, form: FormData): Promise<FormState> {
  await requireUser('/new-password');
  const values = {
    password: readField(form, 'password'),
  };
  const wrong = checkFields(newPasswordForm, values);
  if (wrong.length > 0) return refuse(values, ...wrong);

  const supabase = await openSupabase();
  const { error } = await supabase.auth.updateUser({ password: values.password });
  if (error) return refuse(values, explainAuthError(error));
  // Whoever knew the old password is out.
  await supabase.auth.signOut({ scope: 'others' });
  redirect('/profile?done=password');
}
