import { readFileSync, writeFileSync } from 'node:fs';
import { formatSeconds } from './format-table.ts';
import type { Cell } from './summarise.ts';

/** A whole run, as `results/latest.json` and `latest.md` have it. */
export interface WholeRun {
  /** `2026-11-26`. */
  readonly date: string;
  readonly machine: string;
  readonly cells: readonly Cell[];
  readonly tables: string;
}

const FIGURES = /<!-- figures -->\n[\s\S]*?<!-- \/figures -->/;

/** Puts the figures of a whole run between the README's two marks. */
export function writeReadme(path: string, run: WholeRun): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(FIGURES, () => `<!-- figures -->\n${formatFigures(run)}\n<!-- /figures -->`),
  );
}

function formatFigures({ date, machine, cells, tables }: WholeRun): string {
  const far = fastestFirst(cells, { files: 100, roundTripMs: 40 });
  const near = fastestFirst(cells, { files: 100, roundTripMs: 0 });
  const near1000 = fastestFirst(cells, { files: 1000, roundTripMs: 0 });
  return [
    '| 100 files of four statements, 40 ms away | seconds | waits |',
    '|---|---:|---:|',
    ...far.map(
      ({ peer, wallMs, roundTrips = 0 }) => `| ${peer} | ${secondsOf(wallMs)} | ${Math.round(roundTrips)} |`,
    ),
    '',
    `With no network between, the tools are nearer to each other. 100 files: ${list(near)}. 1,000 files: ${list(near1000)}.`,
    '',
    '<details>',
    `<summary>All figures of this run: ${date}, ${machine}</summary>`,
    '',
    tables,
    '',
    '</details>',
  ].join('\n');
}

function fastestFirst(cells: readonly Cell[], wanted: Pick<Cell, 'files' | 'roundTripMs'>): Cell[] {
  return cells
    .filter(
      ({ peer, scenario, files, roundTripMs }) =>
        scenario === 'apply' &&
        files === wanted.files &&
        roundTripMs === wanted.roundTripMs &&
        !peer.startsWith('limit'),
    )
    .toSorted((a, b) => a.wallMs - b.wallMs);
}

function list(cells: readonly Cell[]): string {
  return cells.map(({ peer, wallMs }) => `${peer} ${formatSeconds(wallMs)}`).join(', ');
}

function secondsOf(milliseconds: number): string {
  return formatSeconds(milliseconds).replace(' s', '');
}
