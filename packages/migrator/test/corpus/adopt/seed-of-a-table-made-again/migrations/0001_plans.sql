CREATE TABLE public.plans (name text PRIMARY KEY);
