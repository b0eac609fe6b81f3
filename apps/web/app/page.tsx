import * as schema from '@groundwork/db';
import { TableCard } from './table-card.tsx';

const COMING = [
  ['Sign-up', 'A new user in auth.users gets a profile from a trigger, in the same transaction.'],
  ['Profile and plan', 'Everyone edits his own name and phone; the plan is the server’s to change.'],
  ['Notes', 'Private to their owner, kept so by row-level security rather than by queries.'],
] as const;

export default function Home() {
  return (
    <main>
      <header>
        <p className="eyebrow">Supabase + Drizzle</p>
        <h1>Groundwork</h1>
        <p className="lede">A starter whose migrations survive real databases.</p>
      </header>

      <section aria-labelledby="schema">
        <h2 id="schema">What your database holds</h2>
        <p>
          Read from <code>packages/db/src/schema.ts</code> when this page was built. Change the schema, run{' '}
          <code>pnpm db:generate</code> and <code>pnpm migrate</code>, and it changes with it.
        </p>
        <div className="cards">
          <TableCard table={schema.profiles} />
          <TableCard table={schema.subscriptionPlans} />
          <TableCard table={schema.notes} />
        </div>
      </section>

      <section aria-labelledby="coming">
        <h2 id="coming">What this app will show</h2>
        <p>The tables, triggers and policies behind these are in place; their pages are not built yet.</p>
        <dl>
          {COMING.map(([name, what]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </section>
    </main>
  );
}
