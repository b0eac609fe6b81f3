'use client';
import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { buttonLook } from '../design/button-look.ts';

interface SubmitButtonProps {
  readonly children: ReactNode;
  readonly look?: keyof typeof buttonLook;
}

/** Sends its form. While that is under way it says so and keeps its size. */
export function SubmitButton({ children, look = 'strong' }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <button type="submit" aria-busy={pending} disabled={pending} className={`sm:w-fit ${buttonLook[look]}`}>
      {children}
    </button>
  );
}
