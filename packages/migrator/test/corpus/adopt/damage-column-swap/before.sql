INSERT INTO public.points VALUES (1, 10, 20);
