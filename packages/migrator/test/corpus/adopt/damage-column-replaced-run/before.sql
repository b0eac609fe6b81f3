INSERT INTO public.prices VALUES (1, 500);
