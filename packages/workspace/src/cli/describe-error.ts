/**
 * An error of one of our packages in lines: what happened, and what to do next. Undefined for any other, which is a
 * fault of the program and wants its stack.
 */
export function describeError(error: unknown): readonly string[] | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const hint = hintOf(error);
  return hint === undefined ? undefined : [`❌ ${error.message} [${error.code}]`, `   ${hint}`];
}

/** The migrator keeps its hint among the details. */
function hintOf(error: Error): string | undefined {
  if ('hint' in error && typeof error.hint === 'string') return error.hint;
  if (!('details' in error) || error.details === null || typeof error.details !== 'object') return undefined;
  return 'hint' in error.details && typeof error.details.hint === 'string' ? error.details.hint : undefined;
}
