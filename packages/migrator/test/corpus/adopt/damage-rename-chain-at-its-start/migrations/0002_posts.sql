ALTER TABLE public.notes RENAME TO posts;
ALTER TABLE public.posts RENAME COLUMN body TO text;
