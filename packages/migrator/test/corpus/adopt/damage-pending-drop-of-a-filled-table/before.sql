INSERT INTO public.old VALUES (1);
INSERT INTO public.kept VALUES (1);
