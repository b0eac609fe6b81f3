import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nextCommand } from './next-command.ts';

export interface RunningApp {
  /** What the server has written so far. */
  log(): string;
  stop(): Promise<void>;
}

const web = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** `next start` on 127.0.0.1, ready to answer. */
export async function startApp(
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<RunningApp> {
  const { command, args, env } = nextCommand(web, ['start', '-H', '127.0.0.1', '-p', `${port}`], environment);
  const child = spawn(command, args, { cwd: web, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        written += text;
        if (written.includes('Ready in')) resolve();
      });
    }
    child.once('error', reject);
    child.once('close', () => reject(new Error(`next start ended early:\n${written}`)));
  });
  await ready;
  return {
    log: () => written,
    stop: async () => {
      child.kill();
      await closed;
    },
  };
}
