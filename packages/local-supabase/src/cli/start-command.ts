import { mkdirSync } from 'node:fs';
import { withStarterLock } from '@groundwork/local-postgres';
import { startBackground } from '../background/start-background.ts';
import { type BackgroundStack, logFile, readBackground } from '../background/state.ts';
import type { Io } from './io.ts';
import { statusCommand } from './status-command.ts';

/** How a stack is to run. */
export interface ServeOptions {
  readonly port: number;
  readonly siteUrl: string;
  readonly confirmations: boolean;
}

/** Starts the stack in the background; one that runs stays as it is. @returns 1 when it runs with other options. */
export async function startCommand(io: Io, directory: string, options: ServeOptions): Promise<number> {
  mkdirSync(directory, { recursive: true });
  // Of two who start at once one finds the other's, or there would be two on one database.
  return withStarterLock(directory, async () => {
    const running = await readBackground(directory);
    if (running !== undefined) return describeRunning(io, directory, running, options);
    const started = await startBackground(directory, [
      process.execPath,
      process.argv[1] ?? '',
      'serve',
      `--port=${options.port}`,
      `--site-url=${options.siteUrl}`,
      ...(options.confirmations ? ['--confirmations'] : []),
    ]);
    io.out(`✅ The local Supabase API is running (process ${started.pid}, log ${logFile(directory)}).`);
    return statusCommand(io, directory, 'pretty');
  });
}

async function describeRunning(
  io: Io,
  directory: string,
  running: BackgroundStack,
  options: ServeOptions,
): Promise<number> {
  io.out(`✅ It is running already (process ${running.pid}).`);
  await statusCommand(io, directory, 'pretty');
  const same = running.confirmations === options.confirmations && running.siteUrl === options.siteUrl;
  if (same && (options.port === 0 || running.apiUrl.endsWith(`:${options.port}`))) return 0;
  io.err('⚠️  It runs with other options than these: `npm run stack -- stop`, then start it again.');
  return 1;
}
