import type { MigrationKind } from '../../model/migration.ts';
import { functionSkeleton } from './function-skeleton.ts';
import { indexSkeleton } from './index-skeleton.ts';
import { policySkeleton } from './policy-skeleton.ts';
import { seedSkeleton } from './seed-skeleton.ts';
import type { Skeleton } from './skeleton.ts';
import { tableSkeleton } from './table-skeleton.ts';
import { triggerSkeleton } from './trigger-skeleton.ts';

/** A new kind is one file, one line here, and its name in the model. */
const SKELETONS: Readonly<Record<MigrationKind, Skeleton>> = {
  table: tableSkeleton,
  trigger: triggerSkeleton,
  function: functionSkeleton,
  index: indexSkeleton,
  seed: seedSkeleton,
  policy: policySkeleton,
};

/**
 * What a migration of a kind begins with, to be changed by hand.
 * @param slug Names come from its words.
 * @param breakpoints Put drizzle's mark between the statements.
 */
export function skeletonOf(kind: MigrationKind, slug: string, breakpoints: boolean): string {
  return `${SKELETONS[kind](slug).join(breakpoints ? '--> statement-breakpoint\n' : '\n\n')}\n`;
}
