ALTER TABLE "Sales Data"."Order" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "it's (mine) on public.x" ON "Sales Data"."Order" TO authenticated USING ("select" = 'a');
COMMENT ON COLUMN "Sales Data"."Order"."a (b).c" IS 'odd';
GRANT SELECT ON "Sales Data"."Order" TO authenticated;
ALTER TABLE public."Order" RENAME COLUMN "Sales" TO "sales ""x""";
