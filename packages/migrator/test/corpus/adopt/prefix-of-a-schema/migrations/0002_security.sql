ALTER TABLE public.books ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON public.books FOR SELECT TO anon, authenticated USING (price >= 0);
REVOKE ALL ON public.books, public.authors FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON public.books TO anon, authenticated;
GRANT UPDATE (title) ON public.books TO authenticated;
