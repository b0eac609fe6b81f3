/** An error that says in words what to do next, of whichever package. */
export function isExplained(
  error: unknown,
): error is Error & { readonly code: unknown; readonly hint: string } {
  return error instanceof Error && 'code' in error && 'hint' in error && typeof error.hint === 'string';
}
