-- Pattern: index on a table in use. Built CONCURRENTLY: nobody's writes wait, and no limit of time stops it. It runs in
-- no transaction, so what is recorded in between is how far the file has come.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "notes_owner_updated_at_idx" ON "notes" USING btree ("owner", "updated_at");
