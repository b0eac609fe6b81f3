'use server';
import { revalidatePath } from 'next/cache';
import { requireUser } from '../../auth/require-user.ts';
import { explainWriteError } from '../../data/explain-write-error.ts';
import { changeProfile } from '../../data/profile.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';

export async function updateProfile(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    full_name: readField(form, 'full_name'),
    avatar_url: readField(form, 'avatar_url'),
    phone: readField(form, 'phone'),
  };
  const user = await requireUser('/profile');
  if (!user)
    return refuse(values, { message: 'We cannot tell who you are just now: try again in a moment.' });

  // Nothing is checked here: the checks of the table are the rule, and their answer comes back to the field.
  const { data, error } = await changeProfile(user.sub, {
    full_name: values.full_name || null,
    avatar_url: values.avatar_url || null,
    phone: values.phone || null,
  });
  if (error) return refuse(values, explainWriteError(error));
  if (!data) return refuse(values, { message: 'There is no profile to change: please contact us.' });
  revalidatePath('/profile');
  return { values: {}, errors: {}, notice: 'Your profile is saved.' };
}
