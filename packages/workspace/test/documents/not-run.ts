const ALL_TESTS = 'runs all tests, this one among them';
const LONG = 'takes minutes, and is made of what other tests run; .ci/run does it';
const SERVES = 'serves until Ctrl-C; dev.test.ts starts it';
const PORTS = 'has one port on a machine; stack-command.test.ts starts it';
const REMOTE = 'needs the other repository, and the network';
const PACKED = 'packs and installs; packed.test.ts of the migrator does the same without the network';
/** Lines of documents that no test types, each with the reason. Every other command of a document is run. */
export const NOT_RUN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'README.md': { 'npm run dev': SERVES, 'npm test': ALL_TESTS },
  'CONTRIBUTING.md': {
    'npm test': ALL_TESTS,
    "npm test -- -t 'handle_new_user'": ALL_TESTS,
    'npm run test:deep': ALL_TESTS,
    'cd packages/migrator && npx vitest run test/up.test.ts': ALL_TESTS,
    'npm run migrate:check': LONG,
    'npm run check': LONG,
    '.ci/run': LONG,
  },
  'bench/README.md': {
    'npm run bench': LONG,
    'npm run bench -- --files 1,100 --latency 0,40 --rounds 3': LONG,
  },
  'docs/updates.md': {
    'git remote add groundwork https://example.com/groundwork.git': REMOTE,
    'git fetch groundwork': REMOTE,
    'git restore --source groundwork/main --staged --worktree -- packages/migrator packages/local-postgres docs/errors.md docs/rules docs/glossary.md':
      REMOTE,
    'node_modules/.bin/pnpm install': REMOTE,
    'npm run migrate -- status': REMOTE,
    'npm run check': LONG,
    'npm run pack:migrator -- --pack-destination /tmp': PACKED,
    'cd ../another-project': PACKED,
    'npm install /tmp/groundwork-migrator-0.1.0.tgz': PACKED,
    'npx migrate status': PACKED,
  },
  'docs/targets.md': { 'npm run dev': SERVES, 'npm run --silent stack -- start': PORTS },
};

/** Documents that need more than one database, and the test beside this file that types their lines. */
export const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  'docs/production.md': 'deploy.test.ts',
  'docs/scale.md': 'fleet.test.ts',
};
