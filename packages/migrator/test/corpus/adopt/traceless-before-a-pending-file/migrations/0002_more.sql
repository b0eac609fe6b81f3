UPDATE public.t SET v = v + 1;
