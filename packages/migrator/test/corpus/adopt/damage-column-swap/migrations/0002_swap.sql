ALTER TABLE public.points RENAME COLUMN x TO tmp;
ALTER TABLE public.points RENAME COLUMN y TO x;
ALTER TABLE public.points RENAME COLUMN tmp TO y;
