INSERT INTO public.docs VALUES (1, 1);
