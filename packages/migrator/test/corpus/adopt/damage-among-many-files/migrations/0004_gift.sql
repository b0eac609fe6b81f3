UPDATE public.a SET v = v + 1;
