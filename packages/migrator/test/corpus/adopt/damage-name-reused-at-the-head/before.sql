INSERT INTO public.events VALUES (1, 'new'); INSERT INTO public.old_events VALUES (1, 'old');
