DELETE FROM public.plans;
