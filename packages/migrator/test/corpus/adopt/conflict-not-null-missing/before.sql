ALTER TABLE public.notes ALTER title DROP NOT NULL;
INSERT INTO public.notes VALUES (1, 'kept');
