INSERT INTO public.plans VALUES ('Free'), ('Pro') ON CONFLICT DO NOTHING;
