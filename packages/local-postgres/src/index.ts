export { type BaselineOptions, supabaseBaselineSql } from './baseline/supabase-baseline-sql.ts';
export { type EnsureOptions, ensureServer } from './ensure-server.ts';
export { findWorkspaceRoot } from './find-workspace-root.ts';
export { keepServer } from './keep-server.ts';
export { LocalPostgresError, type LocalPostgresErrorCode } from './local-postgres-error.ts';
export type { LocalServer, LoginRole } from './local-server.ts';
export { isRunning, type ProcessIdentity, readSelf } from './read-process.ts';
export { readServer, type ServerStatus } from './read-server.ts';
export { stopServer } from './stop-server.ts';
