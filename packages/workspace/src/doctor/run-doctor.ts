import { join } from 'node:path';
import { readServer } from '@groundwork/local-postgres';
import { readBackground } from '@groundwork/local-supabase';
import { readTarget } from '@groundwork/migrator/target';
import { describeError } from '../cli/describe-error.ts';
import type { Io } from '../cli/io.ts';
import { readSettings, type Settings } from '../dev/read-settings.ts';
import { askMigrator } from './ask-migrator.ts';
import type { Check } from './check.ts';
import { checkApi } from './check-api.ts';
import { checkHistory, checkTriggers } from './check-history.ts';
import { checkKeys } from './check-keys.ts';
import { checkDocker, checkNode, checkPorts } from './check-machine.ts';
import { checkTarget, type TargetFacts } from './check-target.ts';
import { readAppEnvironment } from './read-app-environment.ts';

/**
 * Looks at everything that keeps this workspace from working, cheap things first; `onCheck` is told of each as it is
 * known. What lies behind something broken is not looked at.
 */
export async function runDoctor(io: Io, onCheck: (check: Check) => void): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const add = (...found: readonly Check[]) => {
    for (const check of found) {
      checks.push(check);
      onCheck(check);
    }
  };
  const settings = readSettings(io.env, io.root);
  const background = await readBackground(join(io.root, '.local', 'supabase'));
  const apiUrl = settings('NEXT_PUBLIC_SUPABASE_URL');
  add(checkNode(process.versions.node), checkDocker());
  add(await checkPorts(background ? [background.pid] : [], apiUrl === undefined));
  add(...readAppEnvironment(settings), ...checkKeys(settings, settings.names));
  const facts = await readTargetFacts(io, settings);
  const target = checkTarget(facts);
  add(...target);
  const key = settings('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY') ?? settings('NEXT_PUBLIC_SUPABASE_ANON_KEY');
  if (apiUrl !== undefined) add(await checkApi(apiUrl.value, key?.value));
  if (facts.problem !== undefined) return checks;
  const history = checkHistory(await askMigrator(io.root, 'status'));
  add(history);
  // Triggers of migrations that are not applied are missing, which is no news.
  if (history.level === 'ok') add(checkTriggers(await askMigrator(io.root, 'verify-triggers')));
  return checks;
}

async function readTargetFacts(io: Io, settings: Settings): Promise<TargetFacts> {
  const facts = {
    databaseUrl: settings('DATABASE_URL'),
    directUrl: settings('DIRECT_URL'),
    apiUrl: settings('NEXT_PUBLIC_SUPABASE_URL'),
    embeddedRunning: (await readServer(join(io.root, '.local', 'postgres'))).running,
  };
  try {
    return { ...facts, target: readTarget(io.env, io.cwd) };
  } catch (error) {
    const [message, hint] = describeError(error) ?? [];
    if (message === undefined || hint === undefined) throw error;
    return { ...facts, problem: { message: message.replace(/^❌ | \[\w+\]$/g, ''), hint: hint.trim() } };
  }
}
