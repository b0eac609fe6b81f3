import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const REPOSITORY = join(import.meta.dirname, '../../..');
const FOLDER = join(REPOSITORY, '.github/workflows');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly steps: readonly Step[];
  readonly permissions?: unknown;
  readonly environment?: string;
  readonly needs?: string;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** How a workflow names a value of GitHub's. */
const expression = (name: string) => `\${{ ${name} }}`;
const names = readdirSync(FOLDER);
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const read = (name: string): Workflow => parse(textOf(name));
const stepsOf = (workflow: Workflow) => Object.values(workflow.jobs).flatMap(({ steps }) => steps);
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
);

describe.each(names)('%s', (name) => {
  const workflow = read(name);

  it('uses each action at one commit, with its version beside it', () => {
    const uses = textOf(name).match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may read the repository, and nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeUndefined();
    // The token of the checkout would stay on disk, for every script of a dependency to read.
    for (const step of stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with?.['persist-credentials']).toBe(false);
  });

  it('gives no secret to a pull request', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    if ('pull_request' in workflow.on) expect(textOf(name)).not.toContain('secrets.');
  });

  it('types no text of others into a shell', () => {
    for (const { run } of stepsOf(workflow)) expect(run ?? '').not.toContain('${{');
  });

  it('calls commands that package.json has, and ends', () => {
    const lines = stepsOf(workflow).flatMap(({ run }) => run?.trim().split('\n') ?? []);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines.filter((text) => !text.startsWith('sudo apt-get '))) {
      const [, script] = /^npm (?:run (?:--silent )?)?([\w:-]+)/.exec(line) ?? [];
      expect(Object.keys(scripts), line).toContain(script);
    }
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });
});

it('a pull request is checked against its own target', () => {
  const steps = stepsOf(read('check.yml'));
  const check = steps.find(({ run }) => run?.includes('--against'));
  expect(check?.run).toBe('npm run --silent migrate:check -- --format github --against "$BASE"');
  expect(check?.env?.BASE).toBe(`origin/${expression('github.base_ref')}`);
  // Without the whole history there is no commit where the branches parted.
  expect(steps[0]?.with?.['fetch-depth']).toBe(0);
});

it('the suite runs on each system, with each Node', () => {
  expect(read('test.yml').jobs.test?.strategy?.matrix).toEqual({
    os: ['ubuntu-24.04', 'macos-15', 'windows-2025'],
    node: ['20.19', '22', '24'],
  });
});

it('staging comes before production, one deployment at a time, each with its own database', () => {
  const { jobs, concurrency } = read('deploy.yml');
  expect(concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false });
  expect(jobs.production?.needs).toBe('staging');
  for (const [name, { environment, steps }] of Object.entries(jobs)) {
    expect(environment).toBe(name);
    const deploy = steps.find(({ run }) => run?.includes('migrate:prod'));
    expect(deploy?.env).toEqual({ DATABASE_URL: expression('secrets.DATABASE_URL') });
    // Nobody else sees it: not the actions, not the install.
    expect(steps.filter(({ env }) => JSON.stringify(env ?? {}).includes('secrets.'))).toEqual([deploy]);
  }
});
