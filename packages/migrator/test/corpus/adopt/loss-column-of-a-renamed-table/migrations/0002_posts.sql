ALTER TABLE public.notes RENAME TO posts;
ALTER TABLE public.posts DROP COLUMN body;
