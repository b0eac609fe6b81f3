// All SQL in one message and one transaction, without bookkeeping.
import { readFileSync } from 'node:fs';
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL, { max: 1, fetch_types: false, onnotice: () => {} });
await sql.unsafe(`BEGIN; ${readFileSync(process.argv[2], 'utf8')} COMMIT;`);
await sql.end();
