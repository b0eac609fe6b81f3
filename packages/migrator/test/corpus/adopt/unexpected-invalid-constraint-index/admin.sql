UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.t_pkey'::regclass;
