DO $$ BEGIN UPDATE public.t SET v = v * 2; END $$;
