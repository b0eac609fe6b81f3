import { createHash, randomUUID } from 'node:crypto';
import { readProcessStart } from '../read-process.ts';

/** A name no other test has, which tells whose it is: that is how leftovers of a killed run are recognised. */
export function nameTestDatabase(): string {
  return `test_${process.pid}_${hashStart(process.pid)}_${randomUUID().slice(0, 13).replace('-', '')}`;
}

/** True for a database of a test whose process is gone. */
export function isLeftover(name: string): boolean {
  const [, pid, start] = /^test_(\d+)_([0-9a-f]{8})_[0-9a-f]{12}$/.exec(name) ?? [];
  return pid !== undefined && start !== hashStart(Number(pid));
}

function hashStart(pid: number): string | undefined {
  const start = readProcessStart(pid);
  return start === undefined ? undefined : createHash('sha256').update(start).digest('hex').slice(0, 8);
}
