import { defineConfig } from 'drizzle-kit';

const url = process.env.DIRECT_URL || process.env.DATABASE_URL;

// `generate` and `check` compare files and need no database; everything else says what it misses.
const needsDatabase = process.argv.some((word) => ['push', 'pull', 'studio', 'migrate'].includes(word));
if (needsDatabase && !url) {
  throw new Error('No database: set DATABASE_URL (or DIRECT_URL) to a postgres:// URL and try again.');
}

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema.ts',
  out: './drizzle',
  // auth, storage and the migrator's history belong to others: push would drop what the schema lacks.
  schemaFilter: ['public'],
  entities: { roles: { provider: 'supabase' } },
  ...(url ? { dbCredentials: { url } } : {}),
});
