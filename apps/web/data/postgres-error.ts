export interface PostgresError {
  /** SQLSTATE, or what the driver gives instead (ECONNREFUSED). */
  readonly code: string;
  readonly message: string;
}

/** The error below those that wrap it. Drizzle's own message holds the values that were sent: it goes nowhere. */
export function postgresError(error: unknown): PostgresError {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof inner !== 'object' || inner === null) return { code: '', message: String(inner) };
  return {
    code: 'code' in inner ? String(inner.code) : '',
    message: 'message' in inner ? String(inner.message) : '',
  };
}
