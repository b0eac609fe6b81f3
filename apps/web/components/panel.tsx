import type { ReactNode } from 'react';

/** A raised sheet: what one fills in or reads stands on it. */
export function Panel({ children }: { readonly children: ReactNode }) {
  return <div className="rounded-lg border border-line bg-raised p-5 sm:p-8">{children}</div>;
}
