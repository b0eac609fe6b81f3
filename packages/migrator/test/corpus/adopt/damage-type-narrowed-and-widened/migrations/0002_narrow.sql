ALTER TABLE public.notes ALTER COLUMN title TYPE varchar(3) USING left(title, 3);
