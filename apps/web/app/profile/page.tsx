import type { Metadata } from 'next';
import { requireUser } from '../../auth/require-user.ts';
import { DoneNotice } from '../../components/done-notice.tsx';
import { PageColumns } from '../../components/page-columns.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProfileSummary } from '../../components/profile-summary.tsx';
import { Unavailable } from '../../components/unavailable.tsx';
import { readProfile } from '../../data/profile.ts';
import { log } from '../../server/log.ts';
import { MissingProfile } from './missing-profile.tsx';
import { ProfileForm } from './profile-form.tsx';

export const metadata: Metadata = { title: 'Your profile' };

export default async function ProfilePage({ searchParams }: PageProps<'/profile'>) {
  const user = await requireUser('/profile');
  if (!user) return <Unavailable title="Your profile" />;
  const [{ data: profile, error }, { done }] = await Promise.all([readProfile(), searchParams]);
  if (error) {
    log(`A profile could not be read: ${error.code} ${error.message}`);
    return <Unavailable title="Your profile" />;
  }
  if (!profile) return <MissingProfile />;
  return (
    <PageColumns
      title="Your profile"
      lede={<p>A trigger made it when you signed up. You alone can see and change it.</p>}
    >
      <Panel>
        <div className="grid gap-8">
          <DoneNotice done={done} />
          <ProfileSummary profile={profile} />
          <ProfileForm profile={profile} />
        </div>
      </Panel>
    </PageColumns>
  );
}
