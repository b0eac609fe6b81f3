'use server';
import { redirect } from 'next/navigation';
import { requireUser } from '../../auth/require-user.ts';
import { removeNote } from '../../data/notes.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';
import { writeAs } from './write-as.ts';

export async function deleteNote(_: FormState, form: FormData): Promise<FormState> {
  const id = readField(form, 'id');
  const user = await requireUser('/notes');
  const refusal = await writeAs(user, (claims) => removeNote(claims, id));
  if (refusal) return refuse({}, refusal);
  redirect('/notes?done=deleted');
}
