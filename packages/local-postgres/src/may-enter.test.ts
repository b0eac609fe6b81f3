import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { mayEnter } from './may-enter.ts';

test('mode bits of every folder on the way decide', () => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'local-postgres-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const folder = join(top, 'a', 'b');
  mkdirSync(folder, { recursive: true });
  const { uid, gid } = statSync(folder);
  const owner = { uid, gid };
  const member = { uid: uid + 1, gid };
  const stranger = { uid: uid + 1, gid: gid + 1 };
  const who = () => [owner, member, stranger].map((account) => mayEnter(folder, account));
  const cases: [number, number, boolean[]][] = [
    [0o755, 0o755, [true, true, true]],
    [0o711, 0o755, [true, true, true]],
    [0o700, 0o755, [true, false, false]],
    [0o750, 0o755, [true, true, false]],
    [0o755, 0o711, [true, false, false]],
  ];
  for (const [above, at, expected] of cases) {
    chmodSync(folder, at);
    chmodSync(top, above);
    expect([above.toString(8), at.toString(8), who()]).toEqual([above.toString(8), at.toString(8), expected]);
    chmodSync(top, 0o755);
  }
});
