import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBenchServer } from './bench-database.ts';
import { comparePeers } from './compare-peers.ts';
import { drawChart } from './draw-chart.ts';
import { formatSeconds, formatTable } from './format-table.ts';
import { PEERS } from './peers.ts';
import { summarise } from './summarise.ts';

const { values: flags } = parseArgs({
  options: {
    files: { type: 'string', default: '1,10,100,1000' },
    latency: { type: 'string', default: '0,10,40,100' },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../results') },
  },
});
const numbers = (text: string) => text.split(',').map(Number);
const wanted = flags.peers?.split(',');
const peers = PEERS.filter(({ name }) => wanted === undefined || wanted.includes(name));
const server = await openBenchServer(join(import.meta.dirname, '../.local/postgres'));
try {
  const samples = await comparePeers({
    peers,
    files: numbers(flags.files),
    roundTripsMs: numbers(flags.latency),
    rounds: Number(flags.rounds),
    openDatabase: server.openDatabase,
    onSample: ({ peer, scenario, files, roundTripMs, wallMs }) =>
      process.stderr.write(
        `${roundTripMs} ms  ${files} files  ${scenario}  ${peer}  ${formatSeconds(wallMs)}\n`,
      ),
  });
  const cells = summarise(samples);
  const names = peers.map(({ name }) => name);
  const table = formatTable(cells, names);
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  mkdirSync(flags.out, { recursive: true });
  writeFileSync(join(flags.out, 'latest.json'), `${JSON.stringify({ date, machine, cells }, null, 2)}\n`);
  writeFileSync(join(flags.out, 'latest.md'), `# ${date}, ${machine}\n\n${table}\n`);
  writeFileSync(join(flags.out, 'latest.svg'), await drawChart(cells, names));
  process.stdout.write(`${table}\n`);
} finally {
  await server.release();
}
