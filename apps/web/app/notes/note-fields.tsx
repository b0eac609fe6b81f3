import { TextField } from '../../forms/text-field.tsx';

interface NoteFieldsProps {
  readonly title?: string;
  readonly body?: string;
}

/** The fields of a note, new or old. */
export function NoteFields({ title = '', body = '' }: NoteFieldsProps) {
  return (
    <>
      <TextField name="title" label="Title" autoComplete="off" defaultValue={title} required />
      <TextField name="body" label="Text" rows={5} defaultValue={body} />
    </>
  );
}
