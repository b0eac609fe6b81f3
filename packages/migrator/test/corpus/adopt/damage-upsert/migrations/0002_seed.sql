INSERT INTO public.plans VALUES ('Pro', 10) ON CONFLICT (name) DO UPDATE SET price = excluded.price;
