import type { Sample } from './compare-peers.ts';
import type { Scenario } from './peer.ts';

/** A cell of the table: the medians of its samples. */
export interface Cell {
  readonly peer: string;
  readonly scenario: Scenario;
  readonly files: number;
  readonly roundTripMs: number;
  readonly runs: number;
  readonly wallMs: number;
  readonly cpuMs: number | undefined;
  readonly peakMb: number | undefined;
  /** Waits for the server; undefined without latency, where they can not be told apart. */
  readonly roundTrips: number | undefined;
}

export function summarise(samples: readonly Sample[]): Cell[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = [sample.roundTripMs, sample.files, sample.scenario, sample.peer].join('|');
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].flatMap((group): Cell[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { peer, scenario, files, roundTripMs } = first;
    return [
      {
        peer,
        scenario,
        files,
        roundTripMs,
        runs: group.length,
        wallMs: median(group.map(({ wallMs }) => wallMs)) ?? 0,
        cpuMs: median(group.flatMap(({ cpuMs }) => cpuMs ?? [])),
        peakMb: median(group.flatMap(({ peakMb }) => peakMb ?? [])),
        roundTrips: roundTripMs === 0 ? undefined : median(group.map(({ roundTrips }) => roundTrips)),
      },
    ];
  });
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
