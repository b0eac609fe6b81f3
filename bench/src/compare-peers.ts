import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchDatabase } from './bench-database.ts';
import { plainMigrations } from './migrations.ts';
import type { Peer, Scenario } from './peer.ts';
import { type Measurement, runMeasured } from './run-measured.ts';

/** One cell of the table. */
export interface Sample extends Measurement {
  readonly peer: string;
  readonly scenario: Scenario;
  readonly files: number;
  readonly roundTripMs: number;
  readonly roundTrips: number;
}

export interface CompareOptions {
  readonly peers: readonly Peer[];
  readonly files: readonly number[];
  readonly roundTripsMs: readonly number[];
  readonly rounds: number;
  openDatabase(roundTripMs: number): Promise<BenchDatabase>;
  /** Called with each sample as it is taken. */
  onSample(sample: Sample): void;
}

/** A peer that needs longer than this for a cell is measured there once, not `rounds` times. */
const LONG_MS = 8_000;
/** A cell whose waiting alone would take longer is not run. */
const TOO_LONG_MS = 60_000;

/** Measures every peer in every cell, the peers taking turns so that a busy moment of the machine meets all of them. */
export async function comparePeers(options: CompareOptions): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const roundTripMs of options.roundTripsMs) {
    for (const files of options.files) {
      for (let round = 0; round < options.rounds; round += 1) {
        for (const peer of options.peers) {
          if (peer.expectedRoundTrips(files) * roundTripMs > TOO_LONG_MS) continue;
          const first = samples.find(
            (sample) =>
              sample.peer === peer.name && sample.files === files && sample.roundTripMs === roundTripMs,
          );
          if (round > 0 && (first?.wallMs ?? 0) > LONG_MS) continue;
          for (const sample of await measureCell(peer, files, roundTripMs, options)) {
            samples.push(sample);
            options.onSample(sample);
          }
        }
      }
    }
  }
  return samples;
}

async function measureCell(
  peer: Peer,
  files: number,
  roundTripMs: number,
  { openDatabase }: CompareOptions,
): Promise<Sample[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const database = await openDatabase(roundTripMs);
  try {
    const measure = async (scenario: Scenario): Promise<Sample> => {
      const before = database.roundTrips();
      const measured = await runMeasured(peer.command(folder, database.url));
      const roundTrips = database.roundTrips() - before;
      return { peer: peer.name, scenario, files, roundTripMs, roundTrips, ...measured };
    };
    const migrations = plainMigrations(files + 1);
    const isAsked = (scenario: Scenario) => peer.scenarios?.includes(scenario) !== false;
    const samples: Sample[] = [];
    peer.write(folder, migrations.slice(0, files));
    if (isAsked('apply')) samples.push(await measure('apply'));
    if (isAsked('no-op')) samples.push(await measure('no-op'));
    peer.write(folder, migrations);
    if (isAsked('one new file')) samples.push(await measure('one new file'));
    return samples;
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
