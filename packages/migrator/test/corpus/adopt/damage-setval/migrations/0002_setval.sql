SELECT setval('public.orders_id_seq', 100);
