'use client';
import { useContext } from 'react';
import { Message } from '../components/message.tsx';
import { FormContext } from './form-context.ts';

/** What a form's answer says about the whole of it. */
export function FormMessage() {
  const { alert, notice } = useContext(FormContext);
  if (alert !== undefined) return <Message kind="alert">{alert}</Message>;
  return notice === undefined ? null : <Message kind="status">{notice}</Message>;
}
