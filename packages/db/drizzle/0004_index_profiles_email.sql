-- Pattern: index. IF NOT EXISTS looks at the name alone. Writes to profiles wait while it is built.
-- migrate: allow require-concurrent-index-creation: a small table; on a large one CREATE INDEX CONCURRENTLY, alone in its file
CREATE INDEX IF NOT EXISTS "profiles_email_idx" ON "profiles" USING btree ("email");
