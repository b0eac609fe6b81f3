import { deriveNames, inPublic } from './derive-names.ts';
import type { Skeleton } from './skeleton.ts';

export const functionSkeleton: Skeleton = (slug) => {
  const { subject } = deriveNames(slug, ['function', 'procedure']);
  const name = inPublic(subject);
  return [
    `-- CHANGE arguments, result and body; every name in it is qualified. It runs with the rights of who calls it.
-- Other arguments are another function: drop the old one then.
CREATE OR REPLACE FUNCTION ${name}(value text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT btrim(value)
$$;`,
    `-- What is in public is part of the Data API: say who may call it.
REVOKE EXECUTE ON FUNCTION ${name}(text) FROM PUBLIC, anon, authenticated, service_role;`,
    `GRANT EXECUTE ON FUNCTION ${name}(text) TO authenticated, service_role;`,
  ];
};
