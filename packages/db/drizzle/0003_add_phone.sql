-- Pattern: column and constraint. ADD CONSTRAINT knows no IF NOT EXISTS: it is dropped and added in one statement, so
-- that no row slips in between. Adding it scans the table once, under a lock; adding the column does not.
ALTER TABLE "profiles" ADD COLUMN IF NOT EXISTS "phone" text;--> statement-breakpoint
-- migrate: allow constraint-missing-not-valid: one scan of a small table; on a large one add it NOT VALID, and VALIDATE in the next file
ALTER TABLE "profiles" DROP CONSTRAINT IF EXISTS "profiles_phone_e164", ADD CONSTRAINT "profiles_phone_e164" CHECK ("profiles"."phone" ~ '^[+][1-9][0-9]{6,14}$');--> statement-breakpoint
-- 0002 grants UPDATE column by column; drizzle-kit writes no grants.
GRANT UPDATE ("phone") ON TABLE "profiles" TO "authenticated";
