import type { Io } from '../cli/io.ts';
import type { Check } from './check.ts';
import { runDoctor } from './run-doctor.ts';

/**
 * Says in sentences what is wrong in this workspace.
 *
 * @returns 1 when something has to be mended; the first of it is the last line.
 */
export async function doctorCommand(io: Io, json: boolean): Promise<number> {
  const checks = await runDoctor(io, (check) =>
    io.out(json ? JSON.stringify({ type: 'check', ...check }) : line(check)),
  );
  const first = checks.find(({ level }) => level === 'fail');
  const count = (level: Check['level']) => checks.filter((check) => check.level === level).length;
  if (json) {
    const result = { type: 'result', command: 'doctor', failed: count('fail'), warned: count('warn') };
    io.out(JSON.stringify({ ...result, ...(first && { first }) }));
  } else {
    io.out(first ? `\n❌ First ${first.name}: ${first.next}` : '\n✅ All is well.');
  }
  return first ? 1 : 0;
}

function line({ level, name, says, next }: Check): string {
  const sign = { ok: '✅', warn: '⚠️ ', fail: '❌' }[level];
  return `${sign} ${name}: ${says}${next === undefined ? '' : `\n   → ${next}`}`;
}
