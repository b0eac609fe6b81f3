import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureServer } from '../../../packages/local-postgres/src/index.ts';
import type { Measurement } from '../run-measured.ts';
import type { Task } from '../task.ts';

async function timed(work: () => Promise<unknown>): Promise<Measurement> {
  const started = performance.now();
  await work();
  return { wallMs: performance.now() - started, cpuMs: undefined, peakMb: undefined };
}

/** From nothing to a server that answers: initdb, roles, the template. */
const firstStart: Task = {
  name: 'embedded Postgres, first start',
  bar: '≤ 1.5 s (root below mode 700 ≤ 3 s)',
  rounds: 3,
  async measure({ folder }) {
    const directory = join(folder, 'postgres');
    let release = async () => {};
    const measured = await timed(async () => {
      ({ release } = await ensureServer({ directory }));
    });
    await release();
    rmSync(directory, { recursive: true, force: true });
    return measured;
  },
};

const laterStart: Task = {
  name: 'embedded Postgres, later start',
  bar: '≤ 0.2 s',
  rounds: 3,
  async measure({ folder }) {
    const directory = join(folder, 'postgres');
    await (await ensureServer({ directory })).release();
    let release = async () => {};
    const measured = await timed(async () => {
      ({ release } = await ensureServer({ directory }));
    });
    await release();
    return measured;
  },
};

const fromTemplate: Task = {
  name: 'database from the template',
  bar: '≤ 50 ms',
  rounds: 5,
  async measure({ folder }) {
    const server = await ensureServer({ directory: join(folder, 'postgres') });
    const measured = await timed(() => server.createDatabase('bench'));
    await server.release();
    return measured;
  },
};

export const SERVER: readonly Task[] = [firstStart, laterStart, fromTemplate];
