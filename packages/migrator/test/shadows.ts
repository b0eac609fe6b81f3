import { join } from 'node:path';
import { testFolder } from '@groundwork/local-postgres/testing';

/** Where runs in scratch folders find the clusters of their shadows, which take longer to make than to use. */
export function shadowsFolder(): string {
  return join(testFolder(), 'test-workspace');
}
