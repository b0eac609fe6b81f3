UPDATE public.t SET v = 1;
