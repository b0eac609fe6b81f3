DELETE FROM public.plans;
INSERT INTO public.users VALUES (1);
