import type { Finding } from './finding.ts';
import type { HistoryRow } from './history.ts';
import type { Migration } from './migration.ts';

/** What a run would do, decided before anything is done. */
export interface Plan {
  /** Every migration on disk, in order. */
  readonly steps: readonly Step[];
  /** Findings that stop the run before it starts. */
  readonly blockers: readonly Finding[];
  /** Findings that are only told. */
  readonly notices: readonly Finding[];
}

export type Step =
  | { readonly kind: 'skip'; readonly migration: Migration; readonly row: HistoryRow }
  | { readonly kind: 'run'; readonly migration: Migration };
