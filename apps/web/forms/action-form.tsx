'use client';
import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { FormContext } from './form-context.ts';
import { FormMessage } from './form-message.tsx';
import { emptyForm, type FormAction } from './form-state.ts';

interface ActionFormProps {
  readonly action: FormAction;
  readonly children: ReactNode;
  /** What the form is for, to those who do not see the heading above it. */
  readonly label: string;
}

/** A form that posts to a Server Function, by fetch or, without JavaScript, as browsers always did. */
export function ActionForm({ action, children, label }: ActionFormProps) {
  const [state, send] = useActionState(action, emptyForm);
  const form = useRef<HTMLFormElement>(null);

  // After an answer the focus goes where something is to be read or mended.
  useEffect(() => {
    if (state === emptyForm) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-message]')?.focus();
  }, [state]);

  return (
    <FormContext value={state}>
      {/* The server judges alone, so that what it says is what everybody reads. */}
      <form ref={form} action={send} aria-label={label} noValidate className="grid gap-5">
        <FormMessage />
        {children}
      </form>
    </FormContext>
  );
}
