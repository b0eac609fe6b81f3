INSERT INTO public.plans VALUES ('Free') ON CONFLICT (name) DO NOTHING;
