import { openTestDatabase } from '../src/testing.ts';

/** A process that opens a database in the workspace it is started in, says its name, and never gives it back. */
const { name } = await openTestDatabase();
process.stdout.write(`${name}\n`);
setInterval(() => undefined, 1000);
