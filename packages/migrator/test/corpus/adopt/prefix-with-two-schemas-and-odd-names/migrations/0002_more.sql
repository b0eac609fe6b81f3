ALTER TABLE public."Order" ADD COLUMN "Sales" integer REFERENCES "Sales Data"."Order";
CREATE INDEX "Order.Index" ON "Sales Data"."Order" ("a (b).c");
CREATE TYPE "Sales Data"."We""ird" AS ENUM ('a,b', 'it''s', '"q"');
ALTER TABLE "Sales Data"."Order" ADD COLUMN kind "Sales Data"."We""ird" DEFAULT 'it''s';
