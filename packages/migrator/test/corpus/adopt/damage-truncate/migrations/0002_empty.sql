TRUNCATE public.logs;
