import { formatDate } from '../data/format-date.ts';
import type { Profile } from '../data/profile.ts';
import { Avatar } from './avatar.tsx';

/** Who one is, and what one cannot change here. */
export function ProfileSummary({ profile }: { readonly profile: Profile }) {
  const name = profile.full_name ?? profile.email ?? 'You';
  return (
    <div className="flex items-center gap-4">
      <Avatar name={name} url={profile.avatar_url} />
      <div className="min-w-0">
        <h2 className="text-xl">{name}</h2>
        <p className="text-sm text-soft">{profile.email}</p>
        <p className="text-sm text-soft">
          {profile.plan} plan · since {formatDate(profile.created_at)}
        </p>
      </div>
    </div>
  );
}
