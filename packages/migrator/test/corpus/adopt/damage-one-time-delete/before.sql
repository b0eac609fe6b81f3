INSERT INTO public.mails VALUES (1, true), (2, false);
