UPDATE public.a SET id = id + 1;
