INSERT INTO public.users VALUES (1), (2); INSERT INTO public.addresses VALUES (1, 'here'), (1, 'there');
