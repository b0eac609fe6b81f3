/** Everything that can go wrong here, one code each. `message` is a sentence, `hint` the next step. */
export type WorkspaceErrorCode = 'types_failed' | 'reset_refused' | 'reset_failed';

/** A failure of a command of the workspace: a stable code, a sentence, and what to do next. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError';
  readonly code: WorkspaceErrorCode;
  readonly hint: string;

  constructor(code: WorkspaceErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}
