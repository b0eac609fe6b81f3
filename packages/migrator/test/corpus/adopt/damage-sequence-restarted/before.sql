INSERT INTO public.orders SELECT FROM generate_series(1, 5);
