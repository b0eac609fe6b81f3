INSERT INTO public.people VALUES (1, 'Ann', 'a');
CREATE VIEW public.by_hand AS SELECT id, nick FROM public.people;
