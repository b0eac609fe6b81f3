INSERT INTO public.notes VALUES (1, 'kept'), (2, 'kept too');
