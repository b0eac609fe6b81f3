const layers = [
  ['Browser', 'Plain forms. No key, no token, no query.', 'mr-[18%] border border-line bg-layer-1 text-ink'],
  ['Next.js', 'The session, in a cookie no script can read.', 'mr-[12%] bg-layer-2 text-ink'],
  ['supabase-js and Drizzle', 'Two ways in. Both act as the user who asks.', 'mr-[6%] bg-layer-3 text-ink'],
  ['Postgres', 'Grants, policies, checks and a trigger decide.', 'bg-layer-4 text-on-accent'],
] as const;

/** What stands on what, drawn as a cut through the ground: each layer rests on a wider one. */
export function Strata() {
  return (
    <ol className="grid gap-1.5">
      {layers.map(([name, text, look]) => (
        <li key={name} className={`${look} grid gap-0.5 rounded-md px-5 py-4`}>
          <span className="font-bold">{name}</span>
          <span className="text-sm">{text}</span>
        </li>
      ))}
    </ol>
  );
}
