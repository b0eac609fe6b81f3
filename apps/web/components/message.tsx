'use client';
import { type ReactNode, useEffect, useRef } from 'react';

interface MessageProps {
  /** An alert interrupts whoever listens, a status waits. */
  readonly kind: 'alert' | 'status';
  readonly children: ReactNode;
}

const looks = { alert: 'border-danger text-danger', status: 'border-accent text-ink' };

/** A sentence in answer to what somebody did. It takes the focus: by script, else as the page loads. */
export function Message({ kind, children }: MessageProps) {
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => sentence.current?.focus(), []);
  return (
    <p
      ref={sentence}
      role={kind}
      data-message
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: it is the answer, on a page that was loaded to show it.
      autoFocus
      className={`border-l-3 bg-raised py-2.5 pr-3 pl-4 text-sm ${looks[kind]}`}
    >
      {children}
    </p>
  );
}
