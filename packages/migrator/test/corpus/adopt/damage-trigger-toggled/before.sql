INSERT INTO public.pages VALUES (1, ' a ', 3);
