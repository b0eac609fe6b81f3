import type { ReactNode } from 'react';

interface PageColumnsProps {
  readonly title: string;
  /** A sentence or two below the title. */
  readonly lede?: ReactNode;
  /** What stands below that, in the same column. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its title in the margin and its matter beside it; one below the other where there is no room. */
export function PageColumns({ title, lede, aside, children }: PageColumnsProps) {
  return (
    <div className="grid gap-8 pt-10 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] md:gap-16 md:pt-20">
      <header className="max-w-sm">
        <h1 className="text-4xl md:text-5xl">{title}</h1>
        {lede === undefined ? null : <div className="mt-4 text-soft">{lede}</div>}
        {aside === undefined ? null : <div className="mt-6">{aside}</div>}
      </header>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
