// What any Node program pays for connecting and asking once.
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL, { max: 1, onnotice: () => {} });
await sql`select 1`;
await sql.end();
