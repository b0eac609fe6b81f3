import { readEnvironment } from './environment/read-environment.ts';
import { log } from './server/log.ts';

/** Next calls this once when the server starts: what the setup page says is said in the log too. */
export function register(): void {
  const { problems, notices } = readEnvironment(process.env);
  for (const notice of notices) log(`Groundwork: ${notice}`);
  for (const { name, message, where } of problems) log(`Groundwork: ${name} ${message}.`, `Where: ${where}`);
}
