'use client';
import { type ComponentProps, type ReactNode, useContext, useId } from 'react';
import { FormContext } from './form-context.ts';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id' | 'children'> {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** Lines of a text area; an input without. */
  readonly rows?: number;
}

const box =
  'w-full rounded-md border border-edge bg-field px-3 py-2.5 text-ink placeholder:text-faint ' +
  'hover:border-soft aria-invalid:border-danger';

/** One field with its label, its hint, and what is wrong with it. */
export function TextField({ label, hint, rows, defaultValue, ...input }: TextFieldProps) {
  const { values, errors } = useContext(FormContext);
  const id = useId();
  const error = errors[input.name];
  // What is wrong takes the place of the hint, which it mostly repeats.
  const note = error === undefined ? (hint === undefined ? undefined : `${id}-hint`) : `${id}-error`;
  const control = {
    id,
    name: input.name,
    defaultValue: values[input.name] ?? defaultValue,
    required: input.required,
    maxLength: input.maxLength,
    autoComplete: input.autoComplete,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': note,
    // The first one wins: without JavaScript this is how the focus comes to an error.
    autoFocus: error !== undefined && Object.keys(errors)[0] === input.name,
    className: box,
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="flex justify-between text-sm font-semibold">
        {label}
        {input.required ? null : <span className="font-normal text-soft">optional</span>}
      </label>
      {rows === undefined ? (
        <input {...control} type={input.type} inputMode={input.inputMode} placeholder={input.placeholder} />
      ) : (
        <textarea {...control} rows={rows} />
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      {hint === undefined || error !== undefined ? null : (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
