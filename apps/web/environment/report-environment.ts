import { log } from '../server/log.ts';
import { readEnvironment } from './read-environment.ts';

/** Says in the server's log what the setup page says to a browser, and which names are out of date. */
export function reportEnvironment(): void {
  const { problems, notices } = readEnvironment(process.env);
  for (const notice of notices) log(`Groundwork: ${notice}`);
  for (const { name, message, where } of problems)
    log(`Groundwork: ${name} ${message}.`, `Found at: ${where}`);
}
