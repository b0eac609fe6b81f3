import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import type { Cell } from './summarise.ts';

/** Wall time over number of files, both axes logarithmic, a panel for each latency: an SVG. */
export async function drawChart(cells: readonly Cell[], peers: readonly string[]): Promise<string> {
  const values = cells
    .filter(({ scenario }) => scenario === 'apply')
    .map(({ peer, files, roundTripMs, wallMs }) => ({
      peer,
      files,
      latency: `${roundTripMs} ms round trip`,
      seconds: wallMs / 1000,
    }));
  const latencies = [...new Set(values.map(({ latency }) => latency))];
  const { spec } = compile({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    title: 'Seconds to apply N migration files of four statements',
    data: { values },
    facet: { column: { field: 'latency', sort: latencies, title: null } },
    spec: {
      width: 190,
      height: 240,
      mark: { type: 'line', point: true },
      encoding: {
        x: {
          field: 'files',
          type: 'quantitative',
          scale: { type: 'log' },
          title: 'files',
          axis: { values: [1, 10, 100, 1000] },
        },
        y: { field: 'seconds', type: 'quantitative', scale: { type: 'log' }, title: 'seconds' },
        color: { field: 'peer', type: 'nominal', sort: [...peers], title: null },
        strokeWidth: { condition: { test: `datum.peer === '${peers[0]}'`, value: 4 }, value: 1.5 },
      },
    },
  });
  return new View(parse(spec), { renderer: 'none' }).toSVG();
}
