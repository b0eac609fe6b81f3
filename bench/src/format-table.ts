import type { MeasuredTask } from './measure-tasks.ts';
import type { Scenario } from './peer.ts';
import type { Cell } from './summarise.ts';

/** The cells as Markdown: a table for each scenario and latency, a row a runner. */
export function formatTable(cells: readonly Cell[], peers: readonly string[]): string {
  const scenarios: readonly Scenario[] = ['apply', 'no-op', 'one new file'];
  const latencies = [...new Set(cells.map(({ roundTripMs }) => roundTripMs))];
  const sizes = [...new Set(cells.map(({ files }) => files))];
  return scenarios
    .flatMap((scenario) => latencies.map((roundTripMs) => ({ scenario, roundTripMs })))
    .map(({ scenario, roundTripMs }) => {
      const rows = peers.flatMap((peer) => {
        const found = sizes.map((files) =>
          cells.find(
            (cell) =>
              cell.peer === peer &&
              cell.scenario === scenario &&
              cell.files === files &&
              cell.roundTripMs === roundTripMs,
          ),
        );
        return found.some((cell) => cell !== undefined)
          ? [`| ${[peer, ...found.map(formatCell)].join(' | ')} |`]
          : [];
      });
      return [
        `### ${scenario}, ${roundTripMs} ms round trip`,
        '',
        `| | ${sizes.map((files) => `${files} ${files === 1 ? 'file' : 'files'}`).join(' | ')} |`,
        `|---|${sizes.map(() => '---:').join('|')}|`,
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

/** `0.52 s · 210 ms CPU · 78 MB · 6 trips`; a cell that was not run is a dash. */
function formatCell(cell: Cell | undefined): string {
  if (cell === undefined) return '—';
  return [
    `**${formatSeconds(cell.wallMs)}**`,
    ...(cell.cpuMs === undefined ? [] : [`${Math.round(cell.cpuMs)} ms CPU`]),
    ...(cell.peakMb === undefined ? [] : [`${Math.round(cell.peakMb)} MB`]),
    ...(cell.roundTrips === undefined ? [] : [`${Math.round(cell.roundTrips)} trips`]),
    ...(cell.runs === 1 ? ['once'] : []),
  ].join(' · ');
}

/** What is measured by itself, a row a task, its bar beside it. */
export function formatTasks(tasks: readonly MeasuredTask[]): string {
  if (tasks.length === 0) return '';
  return [
    '### By itself',
    '',
    '| | bar | wall | CPU | memory |',
    '|---|---|---:|---:|---:|',
    ...tasks.map(({ name, bar = '', wallMs, cpuMs, peakMb }) => {
      const cpu = cpuMs === undefined ? '' : formatSeconds(cpuMs);
      const memory = peakMb === undefined ? '' : `${Math.round(peakMb)} MB`;
      return `| ${[name, bar, formatSeconds(wallMs), cpu, memory].join(' | ')} |`;
    }),
  ].join('\n');
}

export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}
