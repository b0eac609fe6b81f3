INSERT INTO public.articles VALUES (1, 'kept');
