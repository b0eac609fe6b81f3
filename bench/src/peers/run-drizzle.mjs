// What drizzle's documentation says to run in a deploy: the migrator of drizzle-orm, from a script of one's own.
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL, { max: 1, onnotice: () => {} });
await migrate(drizzle(sql), { migrationsFolder: process.argv[2] });
await sql.end();
