ALTER TABLE public.plans RENAME TO old_plans;
