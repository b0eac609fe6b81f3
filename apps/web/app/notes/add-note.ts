'use server';
import { redirect } from 'next/navigation';
import { requireUser } from '../../auth/require-user.ts';
import { createNote } from '../../data/notes.ts';
import type { FormState } from '../../forms/form-state.ts';
import { readField } from '../../forms/read-field.ts';
import { refuse } from '../../forms/refuse.ts';
import { writeAs } from './write-as.ts';

export async function addNote(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    title: readField(form, 'title'),
    body: readField(form, 'body'),
  };
  const user = await requireUser('/notes');
  const refusal = await writeAs(user, (claims) => createNote(claims, values));
  if (refusal) return refuse(values, refusal);
  // A page of its own: loading it again sends no second note.
  redirect('/notes?done=created');
}
