INSERT INTO public.plans VALUES ('Free') ON CONFLICT DO NOTHING;
DROP TABLE public.plans;
CREATE TABLE public.plans (name text PRIMARY KEY);
