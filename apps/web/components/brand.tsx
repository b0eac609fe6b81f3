import Link from 'next/link';

/** The name, with the mark: a cut through three layers of ground. */
export function Brand() {
  return (
    <Link href="/" prefetch={false} className="flex items-center gap-2.5 font-bold tracking-tight">
      <svg viewBox="0 0 24 20" className="h-5 w-6" aria-hidden="true">
        <path className="fill-accent" d="M0 14h24v6H0z" />
        <path className="fill-accent opacity-60" d="M0 7h18v5H0z" />
        <path className="fill-accent opacity-30" d="M0 1h11v4H0z" />
      </svg>
      Groundwork
    </Link>
  );
}
