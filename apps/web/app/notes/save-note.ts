'use server';
import { redirect } from 'next/navigation';
import { requireUser } from '../../auth/require-user.ts';
import { changeNote } from '../../data/notes.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';
import { writeAs } from './write-as.ts';

export async function saveNote(_: FormState, form: FormData): Promise<FormState> {
  const id = readField(form, 'id');
  const values = { title: readField(form, 'title'), body: readField(form, 'body') };
  const user = await requireUser('/notes');
  const refusal = await writeAs(user, (claims) => changeNote(claims, id, values));
  if (refusal) return refuse(values, refusal);
  redirect('/notes?done=changed');
}
