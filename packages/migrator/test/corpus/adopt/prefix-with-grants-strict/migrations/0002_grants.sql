REVOKE ALL ON public.a FROM PUBLIC, anon, authenticated;
GRANT SELECT ON public.a TO authenticated;
REVOKE EXECUTE ON FUNCTION public.f() FROM PUBLIC, anon;
