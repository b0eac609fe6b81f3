UPDATE public.plans SET price = 25;
