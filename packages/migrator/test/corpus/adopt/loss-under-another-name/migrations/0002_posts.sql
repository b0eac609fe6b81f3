ALTER TABLE public.notes RENAME TO posts;
