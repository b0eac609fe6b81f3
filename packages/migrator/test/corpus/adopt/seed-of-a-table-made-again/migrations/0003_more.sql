CREATE INDEX plans_lower ON public.plans (lower(name));
