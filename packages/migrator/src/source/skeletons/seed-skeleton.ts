import { deriveNames, inPublic } from './derive-names.ts';
import type { Skeleton } from './skeleton.ts';

export const seedSkeleton: Skeleton = (slug) => {
  const { object, target } = deriveNames(slug, ['seed', 'rows', 'data', 'default', 'defaults']);
  return [
    `-- CHANGE columns and rows. What stands behind ON CONFLICT has a unique constraint; DO NOTHING keeps what was changed since.
-- Users are never seeded by SQL: the Auth API makes them whole.
INSERT INTO ${inPublic(target ?? object)} (name)
VALUES
  ('first'),
  ('second')
ON CONFLICT (name) DO NOTHING;`,
  ];
};
