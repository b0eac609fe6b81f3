INSERT INTO public.codes VALUES (1, 'abc');
