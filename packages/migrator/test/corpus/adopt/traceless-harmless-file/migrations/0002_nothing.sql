SET LOCAL statement_timeout = '5s';
SELECT id FROM public.t;
