INSERT INTO public.things VALUES (1, 'a'), (2, 'b');
