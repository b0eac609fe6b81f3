import { mkdirSync, rmSync, statSync, utimes, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1_000;
const ABANDONED_MS = 10_000;

/**
 * Lets one process at a time install. The lock is a file whose time is renewed every second, so one left by
 * a killed process is taken over after ten; `afterCrash` then says that the install under it did not finish.
 */
export async function withInstallLock(root, install) {
  mkdirSync(join(root, '.local'), { recursive: true });
  const lock = join(root, '.local/install.lock');
  const { afterCrash } = await acquire(lock);
  const heartbeat = setInterval(() => utimes(lock, new Date(), new Date(), () => {}), HEARTBEAT_MS);
  const release = () => rmSync(lock, { force: true });
  const abandon = (signal) => {
    // As old as can be: the next run need not wait to see that this one did not finish.
    utimesSync(lock, 0, 0);
    process.removeListener('exit', release);
    process.removeListener(signal, abandon);
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, abandon);
  process.once('exit', release);
  try {
    return await install({ afterCrash });
  } finally {
    clearInterval(heartbeat);
    for (const signal of signals) process.removeListener(signal, abandon);
    process.removeListener('exit', release);
    release();
  }
}

async function acquire(lock) {
  let waiting = false;
  let afterCrash = false;
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
      return { afterCrash };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const renewed = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (renewed !== undefined && Date.now() - renewed > ABANDONED_MS) {
      afterCrash = true;
      rmSync(lock, { force: true });
      continue;
    }
    if (!waiting) process.stderr.write('Another process is installing the dependencies; waiting for it …\n');
    waiting = true;
    await sleep(200);
  }
}
