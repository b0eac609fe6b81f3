/** Everything that can go wrong here. Each is a heading in docs/local-errors.md; a test keeps the two equal. */
export const workspaceErrorCodes = ['types_failed', 'reset_refused', 'reset_failed'] as const;

/** One of them. */
export type WorkspaceErrorCode = (typeof workspaceErrorCodes)[number];

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
