import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import { portTaken } from '@groundwork/local-supabase';
import type { Io } from '../cli/io.ts';
import { isPortFree } from '../process/is-port-free.ts';
import { type Child, startChild } from '../process/run-child.ts';
import { Stopped, type StopWatch, watchStop } from '../process/watch-stop.ts';
import { demoLogin, ensureDemoLogin } from './ensure-demo-login.ts';
import { type DevPlan, planDev } from './plan-dev.ts';
import { readDevFacts } from './read-dev-facts.ts';
import { startApi } from './start-api.ts';
import { startApp, waitForPage } from './start-app.ts';

export interface DevOptions {
  readonly port: number;
  readonly apiPort: number;
  readonly confirmations: boolean;
}

/** One run of `dev`: what was started is ended in reverse. */
interface Run {
  readonly io: Io;
  readonly options: DevOptions;
  readonly plan: DevPlan;
  readonly stop: StopWatch;
  readonly closers: (() => Promise<unknown>)[];
  readonly siteUrl: string;
  readonly env: Record<string, string>;
}

/**
 * Starts what the environment leaves to us, one after the other, and the web app last; ends all of it when the app
 * ends or somebody presses Ctrl-C.
 *
 * @returns 0 when it was stopped; the migrator's exit code when it refused; the app's when that ended by itself.
 */
export async function runDev(io: Io, options: DevOptions): Promise<number> {
  const siteUrl = `http://127.0.0.1:${options.port}`;
  const directory = join(io.root, '.local', 'supabase');
  const facts = await readDevFacts(io, options.apiPort);
  const plan = planDev(facts);
  for (const port of [options.port, ...(plan.api === 'start' ? [options.apiPort] : [])]) {
    if (!(await isPortFree(port))) throw portTaken(port);
  }
  for (const notice of plan.notices) io.out(`⚠️  ${notice}`);
  const run: Run = { io, options, plan, stop: watchStop(), closers: [], siteUrl, env: {} };
  try {
    if (plan.database === 'embedded') await startDatabase(run);
    run.stop.check();
    const code = plan.migrate ? await migrate(run) : 0;
    if (code !== 0) return code;
    let login: string | undefined;
    if (plan.api === 'start' || plan.api === 'background') {
      io.out('🔑 Supabase API …');
      const api = await startApi(io, {
        ...options,
        port: options.apiPort,
        siteUrl,
        directory,
        background: facts.background,
      });
      run.closers.push(api.stop);
      run.env.NEXT_PUBLIC_SUPABASE_URL = api.apiUrl;
      run.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY = api.publishableKey;
      const works = await ensureDemoLogin(api);
      login =
        works === true
          ? `${demoLogin.email}, password ${demoLogin.password}`
          : `${demoLogin.email}: ${works}`;
    }
    run.stop.check();
    return await serveApp(run, login);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    io.out('\nStopping …');
    return 0;
  } finally {
    for (const close of run.closers.reverse()) await close();
  }
}

async function startDatabase({ io, closers, env }: Run): Promise<void> {
  io.out('🐘 Postgres …');
  const server = await ensureServer({ directory: join(io.root, '.local', 'postgres') });
  closers.push(server.release);
  env.DATABASE_URL = server.url();
  // It would go before the other one.
  env.DIRECT_URL = '';
}

/** By the command people type, in a process of its own: it prints what it does, and its exit code tells how it went. */
async function migrate({ io, stop, closers }: Run): Promise<number> {
  const child = await startChild([process.execPath, join(io.root, 'scripts/run.mjs'), 'migrate'], {
    cwd: io.root,
  });
  closers.push(child.stop);
  const code = await stop.race(child.ended);
  if (code !== 0) io.err('❌ The migrations did not run, so nothing was started.');
  return code;
}

async function serveApp(run: Run, login: string | undefined): Promise<number> {
  const { io, stop, closers, siteUrl, env, options } = run;
  const app: Child = await startApp({ root: io.root, port: options.port, env });
  closers.push(app.stop);
  await stop.race(Promise.race([app.ended, waitForPage(siteUrl)]));
  const api = env.NEXT_PUBLIC_SUPABASE_URL;
  io.out(`
✅ Groundwork is running. Ctrl-C stops all of it.

   App      ${siteUrl}${api === undefined ? '' : `\n   API      ${api}\n   Mailbox  ${api}/_mailbox`}${
     login === undefined ? '' : `\n   Login    ${login}`
   }
`);
  return await stop.race(app.ended);
}
