ALTER TABLE public.posts RENAME TO articles;
ALTER TABLE public.articles RENAME COLUMN text TO content;
