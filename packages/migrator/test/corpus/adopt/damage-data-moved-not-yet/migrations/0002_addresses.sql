CREATE TABLE public.addresses (user_id integer NOT NULL REFERENCES public.users, address text NOT NULL);
INSERT INTO public.addresses SELECT id, address FROM public.users WHERE address IS NOT NULL;
