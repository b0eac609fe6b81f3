INSERT INTO public.notes VALUES (1, 'longer than three');
