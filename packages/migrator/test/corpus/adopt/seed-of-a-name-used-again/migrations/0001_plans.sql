CREATE TABLE public.plans (name text PRIMARY KEY);
INSERT INTO public.plans VALUES ('Free') ON CONFLICT DO NOTHING;
