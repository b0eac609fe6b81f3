import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import { portTaken } from '@groundwork/local-supabase';
import type { Io } from '../cli/io.ts';
import { isPortFree } from '../process/is-port-free.ts';
import { type Child, startChild } from '../process/run-child.ts';
import { Stopped, type StopWatch, watchStop } from '../process/watch-stop.ts';
import { demoLogin, ensureDemoLogin } from './ensure-demo-login.ts';
import { type DevFacts, type DevPlan, planDev } from './plan-dev.ts';
import { readDevFacts } from './read-dev-facts.ts';
import { type LocalApi, startApi } from './start-api.ts';
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
  readonly facts: DevFacts;
  readonly plan: DevPlan;
  readonly stop: StopWatch;
  readonly closers: (() => Promise<unknown>)[];
  readonly siteUrl: string;
  readonly env: Record<string, string>;
}

/**
 * Starts what the environment leaves to us, and the web app when all of it is ready and migrated: its address is
 * printed, and answers, no sooner. Ends all of it when the app ends or somebody presses Ctrl-C.
 *
 * @returns 0 when it was stopped; the migrator's exit code when it refused; the app's when that ended by itself.
 */
export async function runDev(io: Io, options: DevOptions): Promise<number> {
  const siteUrl = `http://127.0.0.1:${options.port}`;
  const facts = await readDevFacts(io, options.apiPort);
  const plan = planDev(facts);
  for (const port of [options.port, ...(plan.api === 'start' ? [options.apiPort] : [])]) {
    if (!(await isPortFree(port))) throw portTaken(port);
  }
  for (const notice of plan.notices) io.out(`⚠️  ${notice}`);
  const run: Run = { io, options, facts, plan, stop: watchStop(), closers: [], siteUrl, env: {} };
  try {
    if (plan.database === 'embedded') await startDatabase(run);
    run.stop.check();
    // It needs no table to begin with, and loads while the migrations run.
    const api = plan.api === 'start' || plan.api === 'background' ? beginApi(run) : undefined;
    const code = plan.migrate ? await migrate(run) : 0;
    if (code !== 0) return code;
    const login = api && describeLogin(await useApi(run, api));
    login?.catch(() => undefined);
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
  if (code !== 0) io.err('❌ The migrations did not run, so the app was not started.');
  return code;
}

function beginApi({ io, options, facts, siteUrl, closers }: Run): Promise<LocalApi> {
  const api = startApi(io, {
    ...options,
    port: options.apiPort,
    siteUrl,
    directory: join(io.root, '.local', 'supabase'),
    background: facts.background,
  });
  // Nobody asks for it where the migrations refuse.
  api.catch(() => undefined);
  closers.push(() => api.then(({ stop }) => stop()).catch(() => undefined));
  return api;
}

async function useApi({ io, facts, plan, env }: Run, beginning: Promise<LocalApi>): Promise<LocalApi> {
  io.out('🔑 Supabase API …');
  if (plan.api === 'background')
    io.out(`   It runs in the background already, and its mails lead to ${facts.background?.siteUrl}.`);
  const api = await beginning;
  env.NEXT_PUBLIC_SUPABASE_URL = api.apiUrl;
  env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY = api.publishableKey;
  return api;
}

async function describeLogin(api: LocalApi): Promise<string> {
  const works = await ensureDemoLogin(api);
  return works === true
    ? `${demoLogin.email}, password ${demoLogin.password}`
    : `${demoLogin.email}: ${works}`;
}

/** The app compiles its first page while the login is made, and before anybody is told to open it. */
async function serveApp(run: Run, login: Promise<string> | undefined): Promise<number> {
  const { io, stop, closers, siteUrl, env, options } = run;
  const app: Child = await startApp({ root: io.root, port: options.port, env });
  const asking = new AbortController();
  closers.push(app.stop, async () => asking.abort());
  const page = waitForPage(siteUrl, asking.signal).then(() => undefined);
  const ended = await stop.race(Promise.race([app.ended, page]));
  if (ended !== undefined) return ended;
  const account = await stop.race(Promise.resolve(login));
  const api = env.NEXT_PUBLIC_SUPABASE_URL;
  io.out(`
✅ Groundwork is running. Ctrl-C stops all of it.

   App      ${siteUrl}${api === undefined ? '' : `\n   API      ${api}\n   Mailbox  ${api}/_mailbox`}${
     account === undefined ? '' : `\n   Login    ${account}`
   }
`);
  return await stop.race(app.ended);
}
