CREATE INDEX books_title_idx ON public.books (lower(title)) WHERE price > 0;
CREATE VIEW public.cheap_books WITH (security_invoker = on) AS SELECT id, title FROM public.books WHERE price < 10;
COMMENT ON TABLE public.books IS 'all of them';
