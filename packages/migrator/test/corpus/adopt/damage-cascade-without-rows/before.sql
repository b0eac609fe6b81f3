CREATE VIEW public.by_hand AS SELECT id, nick FROM public.people;
