INSERT INTO public.users VALUES (1, 'here'); INSERT INTO public.addresses VALUES (1, 'here');
