import type { MigratorError } from './errors.ts';
import type { Finding } from './finding.ts';

/** The parts of `check`, in the order they are told. */
export const CHECK_PARTS = [
  'replay',
  'schema',
  'idempotent',
  'push',
  'history',
  'hazards',
  'undo',
  'branches',
] as const;

/** A part of `check`, as `--only` and `--skip` name it. */
export type CheckPartName = (typeof CHECK_PARTS)[number];

/** What a part came to. */
export interface PartVerdict {
  /**
   * `passed`; `failed`, `findings` say why; `skipped`, it does not apply here and `detail` says why;
   * `not_done`, it does apply and could not be done: `error` says why.
   */
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'not_done';
  /** In a few words: what was looked at, or why not. */
  readonly detail: string;
  readonly findings: readonly Finding[];
  readonly error?: MigratorError;
  /** Its own share of what parts do together, in milliseconds. */
  readonly ownMs?: number;
}

/** A part that is done. */
export interface CheckedPart extends Omit<PartVerdict, 'ownMs'> {
  readonly name: CheckPartName;
  /** Time spent on it; parts run beside one another, so that all of them take less than the sum. */
  readonly durationMs: number;
}

/** What is asked of `check`. */
export interface CheckOptions {
  /** The parts to do; all of them where it is absent. */
  readonly parts?: readonly CheckPartName[];
  /** A branch, tag or commit whose new files are to be compared with the new files here. */
  readonly against?: string | undefined;
}

/** How `check` ended: `clean`; `findings`; `incomplete`, some part could not be done. */
export interface CheckResult {
  /** Absolute. */
  readonly directory: string;
  readonly outcome: 'clean' | 'findings' | 'incomplete';
  readonly parts: readonly CheckedPart[];
  readonly durationMs: number;
}
