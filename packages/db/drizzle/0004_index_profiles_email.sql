-- Pattern: index. IF NOT EXISTS looks at the name alone. Writes to profiles wait while it is built.
CREATE INDEX IF NOT EXISTS "profiles_email_idx" ON "profiles" USING btree ("email");
