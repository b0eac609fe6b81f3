import type { Location } from './location.ts';

/**
 * Something a person should know about files, history or database that is no broken world:
 * plan, verify, lint and drift all speak in findings, so that one renderer and one JSON shape serve them.
 */
export interface Finding {
  readonly code: FindingCode;
  /** The rule that found a `hazard`; each has a page of its name in docs/rules. */
  readonly rule?: string;
  /** A blocker stops `up` before anything runs (exit 1); a warning is printed and the run goes on. */
  readonly severity: 'blocker' | 'warning';
  /** Name of the migration concerned, when there is one. */
  readonly migration?: string;
  readonly at?: Location;
  /** One sentence: what is, and why it matters. */
  readonly message: string;
  /** One sentence: what to do next. */
  readonly hint?: string;
  /** The object in words, and what it should be and is; `absent` where there is none. */
  readonly object?: string;
  readonly expected?: string;
  readonly found?: string;
  /** SQL that would bring it where it should be. */
  readonly sql?: readonly string[];
  /** Where Postgres refused something: its code, and its own DETAIL, HINT and CONTEXT, row values masked. */
  readonly sqlstate?: string;
  readonly postgres?: { readonly detail?: string; readonly hint?: string; readonly context?: string };
}

/** Every kind of finding. Each is a heading in docs/errors.md. */
export const FINDING_CODES = [
  'edited',
  'deleted',
  'out_of_order',
  'duplicate_number',
  'journal_lacks_file',
  'journal_tag_without_file',
  'journal_order',
  'skipped_existing',
  'skipped_differs',
  'in_progress',
  'not_permitted',
  'history_to_take_over',
  'history_not_taken_over',
  'adoption_due',
  'conflict',
  'unexpected_object',
  'drift',
  'partial',
  'data_question',
  'data_loss',
  'not_proven',
  'unproven',
  'policy_without_expression',
  'import_row_without_file',
  'import_not_in_effect',
  'no_inverse',
  'later_file_depends',
  'data_left',
  'rows_not_restored',
  'rights_given',
  'down_differs',
  'down_failed',
  'hazard',
  'allow_unused',
  'lint_incomplete',
  'trigger_missing',
  'trigger_differs',
  'trigger_disabled',
  'trigger_not_compared',
  'trigger_unknown',
  'trigger_function_missing',
  'trigger_function_differs',
  'trigger_function_security',
  'trigger_function_search_path',
  'trigger_function_executable',
  'canary_failed',
  'canary_promise_broken',
  'canary_kept_waiting',
  'replay_failed',
  'schema_ahead',
  'schema_ambiguous',
  'not_idempotent',
  'push_not_adoptable',
  'branches_differ',
  'rollback_remote',
  'schema_kept',
  'still_in_effect',
] as const;

/** A kind of finding; each has a heading of its name in docs/errors.md. */
export type FindingCode = (typeof FINDING_CODES)[number];
