import { randomUUID } from 'node:crypto';
import { chmod, link, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalPostgresError } from './local-postgres-error.ts';
import { isRunning, type ProcessIdentity, readProcessStart, readSelf } from './read-process.ts';
import { hasCode, readText } from './read-text.ts';

/**
 * Runs `task` while no other process starts, stops or counts holders of the server in `directory`.
 *
 * The lock is the highest-numbered file `lock.N`: it names its owner, or says `free`. Taking it means creating
 * N+1, which only one process can, so the lock of a dead owner is passed on without a moment in which two could
 * have it (removing a stale file and creating it anew has one). It is created as a hard link, so that it appears
 * with its content.
 *
 * @throws LocalPostgresError local_postgres_lock_timeout, naming the owner's pid, after `timeoutMs`.
 */
export async function withStarterLock<T>(
  directory: string,
  task: () => Promise<T>,
  timeoutMs = 120_000,
): Promise<T> {
  const mine = await takeLock(directory, timeoutMs);
  try {
    return await task();
  } finally {
    const spare = spareFile(directory);
    await writeSpare(spare, 'free');
    await rename(spare, lockFile(directory, mine));
  }
}

async function takeLock(directory: string, timeoutMs: number): Promise<number> {
  const spare = spareFile(directory);
  await writeSpare(spare, JSON.stringify(readSelf()));
  try {
    const deadline = Date.now() + timeoutMs;
    for (let wait = 5; ; wait = Math.min(wait * 1.5, 50)) {
      const current = Math.max(0, ...(await listLocks(directory)));
      const owner = current === 0 ? undefined : await readOwner(directory, current);
      if (owner === undefined || !isRunning(owner)) {
        if (await takeNumber(directory, spare, current + 1)) return current + 1;
        continue;
      }
      if (Date.now() > deadline) {
        throw new LocalPostgresError(
          'local_postgres_lock_timeout',
          `Process ${owner.pid} has held the lock of the local Postgres for ${Math.round(timeoutMs / 1000)} s.`,
          `Wait for process ${owner.pid} or end it; the lock is in ${directory}.`,
        );
      }
      await sleep(wait * (0.5 + Math.random()));
    }
  } finally {
    await rm(spare, { force: true });
  }
}

/** A slow process may find its number free because faster ones have come and gone: then a higher one is there. */
async function takeNumber(directory: string, spare: string, number: number): Promise<boolean> {
  try {
    await link(spare, lockFile(directory, number));
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  const others = (await listLocks(directory)).filter((other) => other !== number);
  if (others.some((other) => other > number)) {
    await rm(lockFile(directory, number), { force: true });
    return false;
  }
  await Promise.all(others.map((other) => rm(lockFile(directory, other), { force: true })));
  await sweepSpares(directory);
  return true;
}

async function readOwner(directory: string, number: number): Promise<ProcessIdentity | undefined> {
  const text = await readText(lockFile(directory, number));
  if (text === undefined || text === 'free') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || !('pid' in value) || !('start' in value))
      return undefined;
    return { pid: Number(value.pid), start: String(value.start) };
  } catch {
    return undefined;
  }
}

async function listLocks(directory: string): Promise<number[]> {
  return (await readdir(directory)).flatMap((name) =>
    /^lock\.\d+$/.test(name) ? Number(name.slice(5)) : [],
  );
}

/** Killed processes leave theirs. */
async function sweepSpares(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = /^lock-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && readProcessStart(Number(pid)) === undefined)
      await rm(join(directory, name), { force: true });
  }
}

/** Readable whatever the umask: root and the owner of a checkout take turns. */
async function writeSpare(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o644);
}

function spareFile(directory: string): string {
  return join(directory, `lock-${process.pid}-${randomUUID()}`);
}

function lockFile(directory: string, number: number): string {
  return join(directory, `lock.${number}`);
}
