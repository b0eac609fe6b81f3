import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageColumns } from '../../components/page-columns.tsx';
import { readEnvironment } from '../../environment/read-environment.ts';

export const metadata: Metadata = { title: 'Almost there', robots: 'noindex' };

/** Where every address leads while the environment is incomplete. */
export default function SetupPage() {
  const { problems } = readEnvironment(process.env);
  if (problems.length === 0) redirect('/');
  return (
    <PageColumns
      title="Almost there"
      lede={
        <p>
          This app runs, and lacks settings. <code>npm run dev</code> in the root folder sets them all for a
          database on this machine.
        </p>
      }
    >
      <div className="grid gap-6">
        <ul className="grid rounded-lg border border-line bg-raised">
          {problems.map(({ name, message, where }) => (
            <li key={name + message} className="border-line px-5 py-4 not-first:border-t sm:px-6">
              <p>
                <code className="font-mono text-sm font-semibold break-all">{name}</code>{' '}
                <span className="text-danger">{message}</span>
              </p>
              <p className="text-sm text-soft">Found at: {where}</p>
            </li>
          ))}
        </ul>
        <p className="text-sm text-soft">
          Set them in <code className="font-mono">.env.local</code> in the root folder (its pattern is{' '}
          <code className="font-mono">.env.local.example</code>) or, where this is deployed, in the host’s
          settings; then start the app again.
        </p>
      </div>
    </PageColumns>
  );
}
