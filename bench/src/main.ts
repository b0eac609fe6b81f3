import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBenchServer } from './bench-database.ts';
import { comparePeers } from './compare-peers.ts';
import { drawChart } from './draw-chart.ts';
import { formatSeconds, formatTable, formatTasks } from './format-table.ts';
import { measureTasks } from './measure-tasks.ts';
import { PEERS } from './peers.ts';
import { summarise } from './summarise.ts';
import { TASKS } from './tasks.ts';
import { writeReadme } from './write-readme.ts';

const { values: flags } = parseArgs({
  options: {
    files: { type: 'string', default: '1,10,100,1000' },
    latency: { type: 'string', default: '0,10,40,100' },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'string' },
    only: { type: 'string', default: 'peers,tasks' },
    out: { type: 'string', default: join(import.meta.dirname, '../results') },
  },
});
const root = join(import.meta.dirname, '../..');
const numbers = (text: string) => text.split(',').map(Number);
const wanted = flags.peers?.split(',');
const peers = PEERS.filter(({ name }) => wanted === undefined || wanted.includes(name));
const parts = flags.only.split(',');
const say = (line: string) => process.stderr.write(`${line}\n`);

const server = await openBenchServer(join(import.meta.dirname, '../.local/postgres'));
try {
  const samples = parts.includes('peers')
    ? await comparePeers({
        peers,
        files: numbers(flags.files),
        roundTripsMs: numbers(flags.latency),
        rounds: Number(flags.rounds),
        openDatabase: server.openDatabase,
        onSample: ({ peer, scenario, files, roundTripMs, wallMs }) =>
          say(`${roundTripMs} ms  ${files} files  ${scenario}  ${peer}  ${formatSeconds(wallMs)}`),
      })
    : [];
  const tasks = parts.includes('tasks')
    ? await measureTasks(
        TASKS,
        root,
        () => server.openDatabase(0),
        ({ name, wallMs }) => say(`${name}  ${formatSeconds(wallMs)}`),
      )
    : [];
  const cells = summarise(samples);
  const names = peers.map(({ name }) => name);
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  const tables = [formatTable(cells, names), formatTasks(tasks)].filter((text) => text !== '').join('\n\n');
  mkdirSync(flags.out, { recursive: true });
  writeFileSync(
    join(flags.out, 'latest.json'),
    `${JSON.stringify({ date, machine, cells, tasks }, null, 2)}\n`,
  );
  writeFileSync(join(flags.out, 'latest.md'), `# ${date}, ${machine}\n\n${tables}\n`);
  if (cells.length > 0) writeFileSync(join(flags.out, 'latest.svg'), await drawChart(cells, names));
  // A part of it would leave the README with less than there was.
  if (process.argv.length === 2) writeReadme(join(root, 'README.md'), { date, machine, cells, tables });
  process.stdout.write(`${tables}\n`);
} finally {
  await server.release();
}
