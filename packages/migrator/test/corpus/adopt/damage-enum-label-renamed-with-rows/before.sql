INSERT INTO public.days VALUES (1, 'fine'), (2, 'sad');
