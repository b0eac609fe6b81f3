const layers = [
  ['Browser', 'Plain forms. No key, no token, no query.', 'bg-layer-1 text-ink'],
  ['Next.js', 'Session in an httpOnly cookie, refreshed by the proxy.', 'bg-layer-2 text-ink sm:mr-4'],
  ['supabase-js · Drizzle', 'Two ways in. Both act as the user who asks.', 'bg-layer-3 text-ink sm:mr-8'],
  [
    'Postgres',
    'Grants, policies, checks and one trigger: what they say, holds.',
    'bg-layer-4 text-on-accent sm:mr-12',
  ],
] as const;

/** What stands on what, drawn as a cut through the ground. */
export function Strata() {
  return (
    <ol className="overflow-hidden rounded-lg border border-line">
      {layers.map(([name, text, look], depth) => (
        <li key={name} className={`${look} grid gap-0.5 px-5 py-4`}>
          <span className="flex items-baseline justify-between font-bold">
            {name}
            <span className="font-mono text-xs font-normal opacity-75" aria-hidden="true">
              {depth}
            </span>
          </span>
          <span className="text-sm">{text}</span>
        </li>
      ))}
    </ol>
  );
}
