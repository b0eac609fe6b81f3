INSERT INTO public.plans (id) VALUES (1) ON CONFLICT DO NOTHING;
ALTER TABLE public.plans ADD COLUMN next varchar(3);
UPDATE public.plans SET next = 'abc';
ALTER TABLE public.plans DROP COLUMN code;
ALTER TABLE public.plans RENAME COLUMN next TO code;
