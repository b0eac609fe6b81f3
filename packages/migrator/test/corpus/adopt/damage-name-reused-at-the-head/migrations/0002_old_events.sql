ALTER TABLE public.events RENAME TO old_events;
