import type { Finding } from './finding.ts';
import type { ServerNotice } from './ports.ts';

/** What can be watched of a run, in the order it happens. Watching never changes a run. */
export type MigratorEvent =
  | { readonly type: 'found'; readonly files: number; readonly directory: string; readonly target: string }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'waiting'; readonly holder: string }
  | { readonly type: 'skipped'; readonly migration: string }
  | { readonly type: 'started'; readonly migration: string; readonly index: number; readonly of: number }
  | { readonly type: 'statement'; readonly migration: string; readonly line: number }
  | {
      readonly type: 'notice';
      readonly migration: string;
      readonly line: number;
      readonly notice: ServerNotice;
    }
  /** A lock was not had in time; the file was rolled back and is tried again after `delayMs`. */
  | {
      readonly type: 'retrying';
      readonly migration: string;
      readonly attempt: number;
      readonly delayMs: number;
    }
  | { readonly type: 'completed'; readonly migration: string; readonly durationMs: number };

export type Emit = (event: MigratorEvent) => void;
