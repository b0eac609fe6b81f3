import { join } from 'node:path';

/** Where runs in scratch folders find the clusters of their shadows, which take longer to make than to use. */
export const SHADOWS = join(import.meta.dirname, '../../../.local/test-workspace');
