import { type Environment, readEnvironment } from './read-environment.ts';

/**
 * The environment of this process.
 *
 * @throws Error when something is missing. No page gets here then: the proxy shows `/setup` in place of all of them.
 */
export function currentEnvironment(): Environment {
  const { environment, problems } = readEnvironment(process.env);
  if (environment) return environment;
  throw new Error(problems.map(({ name, message }) => `${name} ${message}.`).join(' '));
}
