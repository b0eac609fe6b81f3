INSERT INTO public.users VALUES (7);
