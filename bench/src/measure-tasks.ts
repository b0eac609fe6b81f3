import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchDatabase } from './bench-database.ts';
import { type Measurement, runMeasured } from './run-measured.ts';
import { median } from './summarise.ts';
import type { Task } from './task.ts';

/** A task with the medians of its rounds. */
export interface MeasuredTask extends Measurement {
  readonly name: string;
  readonly bar?: string;
  readonly runs: number;
}

/** Measures one task after the other, each round in a folder of its own. */
export async function measureTasks(
  tasks: readonly Task[],
  root: string,
  openDatabase: () => Promise<BenchDatabase>,
  onTask: (task: MeasuredTask) => void,
): Promise<MeasuredTask[]> {
  const measured: MeasuredTask[] = [];
  for (const task of tasks) {
    const rounds: Measurement[] = [];
    for (let round = 0; round < task.rounds; round += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'bench-'));
      try {
        rounds.push(await task.measure({ root, folder, openDatabase, run: runMeasured }));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    measured.push({
      name: task.name,
      ...(task.bar === undefined ? {} : { bar: task.bar }),
      runs: rounds.length,
      wallMs: median(rounds.map(({ wallMs }) => wallMs)) ?? 0,
      cpuMs: median(rounds.flatMap(({ cpuMs }) => cpuMs ?? [])),
      peakMb: median(rounds.flatMap(({ peakMb }) => peakMb ?? [])),
    });
    const last = measured.at(-1);
    if (last !== undefined) onTask(last);
  }
  return measured;
}
