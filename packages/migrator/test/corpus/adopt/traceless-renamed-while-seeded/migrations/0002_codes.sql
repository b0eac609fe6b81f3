ALTER TABLE public.plans RENAME TO other;
INSERT INTO public.other VALUES (1, 'abc') ON CONFLICT DO NOTHING;
ALTER TABLE public.other RENAME TO plans;
