/** An error that says in words what to do next, of whichever package. */
export function isExplained(error: unknown): error is Error & { readonly hint: string } {
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string';
}
