'use client';
import { PageColumns } from '../components/page-columns.tsx';
import { buttonLook } from '../design/button-look.ts';

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** In place of a page that failed. The digest is what finds the error in the server's log. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <PageColumns title="That went wrong">
      <p role="alert" className="mb-6 max-w-md text-lg">
        This page could not be shown, and it is not your fault.
        {error.digest === undefined ? null : (
          <span className="block text-sm text-soft">Reference: {error.digest}</span>
        )}
      </p>
      <button type="button" onClick={reset} className={buttonLook.quiet}>
        Try again
      </button>
    </PageColumns>
  );
}
