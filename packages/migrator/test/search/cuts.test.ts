import { expect, test } from 'vitest';
import { cli, writeFolder } from '../folder.ts';
import { openDatabase, withPort } from '../open-database.ts';
import { openProxy } from '../open-proxy.ts';
import { settle } from '../runner-process.ts';
import { expectFinished, expectWholePrefix, FILES, NAMES } from '../whole-prefix.ts';

test('a connection that is cut, at twelve places, leaves a prefix without a gap, each recorded file whole', async () => {
  const cwd = writeFolder(FILES);
  const whole = await measureAnswer(cwd);
  const kept: number[] = [];
  for (let cut = 1; cut <= 12; cut += 1) {
    const { url, sql } = await openDatabase();
    const limit = Math.round((whole * cut) / 13);
    const proxy = await openProxy(Number(new URL(url).port), { cutWhen: (bytes) => bytes > limit });
    const run = await cli(['--dir', '.'], { url: withPort(url, proxy.port), cwd });
    await proxy.close();
    expect(run.exitCode, run.stderr.join('\n')).not.toBe(0);
    await settle(sql);
    kept.push(await expectWholePrefix(sql));
    if (cut % 4 === 0) await expectFinished(sql, url, cwd);
  }
  // The cuts fell where they were meant to: some inside the long message.
  expect(kept.filter((files) => files > 0 && files < NAMES.length).length).toBeGreaterThan(3);
});

/** How many bytes the server answers to a run that nothing disturbs. */
async function measureAnswer(cwd: string): Promise<number> {
  const { url } = await openDatabase();
  let bytes = 0;
  const proxy = await openProxy(Number(new URL(url).port), {
    cutWhen(sent) {
      bytes = sent;
      return false;
    },
  });
  await cli(['--dir', '.'], { url: withPort(url, proxy.port), cwd });
  await proxy.close();
  return bytes;
}
